/** GnuPG with a home of its own: throw-away keys, signatures, and what `gpg --verify` says of them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface KeyOptions {
  /** As `--quick-gen-key` takes it: `rsa2048`, `ed25519`, `nistp256`, `dsa2048`. */
  readonly algorithm?: string;
  /** `never`, or such as `1y`. */
  readonly expiry?: string;
  /** `YYYYMMDDThhmmss` in UTC; the key and what it says of itself are made then. */
  readonly at?: string;
  /** `sign`, or `cert` for a key whose subkeys sign. */
  readonly usage?: string;
}

export class Gpg {
  readonly home = mkdtempSync(path.join(tmpdir(), 'touchstone-gpg-'));

  run(args: readonly string[], input: string | Uint8Array = ''): Uint8Array {
    const base = ['--homedir', this.home, '--batch', '--yes', '--no-tty', '--quiet'];
    const loopback = ['--pinentry-mode', 'loopback', '--passphrase', ''];
    const options = ['--allow-weak-digest-algos', '--ignore-time-conflict'];
    const stdio: 'pipe'[] = ['pipe', 'pipe', 'pipe'];
    return Uint8Array.from(
      execFileSync('gpg', [...base, ...loopback, ...options, ...args], { input, stdio }),
    );
  }

  /** Makes a key and gives its fingerprint. */
  makeKey(name: string, options: KeyOptions = {}): string {
    const { algorithm = 'ed25519', expiry = 'never', usage = 'sign', at } = options;
    const time = at === undefined ? [] : ['--faked-system-time', at];
    this.run([...time, '--quick-gen-key', name, algorithm, usage, expiry]);
    const listing = Buffer.from(this.run(['--with-colons', '--list-keys', name])).toString();
    return /^fpr:+([0-9A-F]+):/m.exec(listing)?.[1] ?? '';
  }

  exportKey(fingerprint: string): Uint8Array {
    return this.run(['--export', fingerprint]);
  }

  sign(fingerprint: string, message: string | Uint8Array, options: readonly string[]): Uint8Array {
    return this.run(['--local-user', fingerprint, '--output', '-', ...options], message);
  }

  /** `reason`: the number that GnuPG's menu has for it. */
  revoke(fingerprint: string, reason: number): void {
    const args = ['--no-batch', '--command-fd', '0', '--output', '-', '--gen-revoke', fingerprint];
    this.run(['--import'], this.run(args, `y\n${String(reason)}\n\ny\n`));
  }

  /** The key as it is once its owner has withdrawn it; here it stays as it was. */
  exportWithdrawn(fingerprint: string): Uint8Array {
    const other = new Gpg();
    other.run(['--import'], this.run(['--export-secret-keys', fingerprint]));
    other.revoke(fingerprint, 0);
    const withdrawn = other.exportKey(fingerprint);
    other.close();
    return withdrawn;
  }

  /** The status keywords of `gpg --verify`, such as GOODSIG, BADSIG, REVKEYSIG. */
  verify(message: Uint8Array, signature?: Uint8Array): readonly string[] {
    const folder = path.join(this.home, 'verify');
    mkdirSync(folder, { recursive: true });
    const [list, detached] = [path.join(folder, 'list'), path.join(folder, 'list.sig')];
    writeFileSync(list, message);
    if (signature) writeFileSync(detached, signature);
    const files = signature ? [detached, list] : [list];
    const args = [
      '--homedir',
      this.home,
      '--batch',
      '--status-fd',
      '1',
      '--allow-weak-digest-algos',
    ];
    const { stdout } = spawnSync('gpg', [...args, '--verify', ...files], { encoding: 'utf8' });
    return [...stdout.matchAll(/^\[GNUPG:\] (\w+)/gm)].flatMap(([, keyword]) => keyword ?? []);
  }

  /** Brings the keys of a file into this home. */
  import(file: string): void {
    this.run(['--import', '--import-options', 'import-minimal'], readFileSync(file));
  }

  /** GnuPG's agent ends when its home is gone. */
  close(): void {
    spawnSync('gpgconf', ['--homedir', this.home, '--kill', 'all']);
    rmSync(this.home, { recursive: true, force: true });
  }
}
