/** Keys and signatures made by minisign itself, without a password. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Prehashed is what minisign makes unless it is told otherwise. */
export type MinisignForm = 'prehashed' | 'legacy';

export class Minisign {
  readonly #home = mkdtempSync(path.join(tmpdir(), 'touchstone-minisign-'));

  constructor() {
    this.#run(['-G', '-W', '-p', 'site.pub', '-s', 'site.key']);
  }

  get publicKey(): Uint8Array {
    return Uint8Array.from(readFileSync(this.#file('site.pub')));
  }

  /** The file that stands beside the signed one. */
  sign(content: string | Uint8Array, form: MinisignForm = 'prehashed'): Uint8Array {
    writeFileSync(this.#file('signed'), content);
    const option = form === 'legacy' ? '-l' : '-H';
    this.#run(['-S', option, '-s', 'site.key', '-m', 'signed', '-t', 'golden images of the site']);
    return Uint8Array.from(readFileSync(this.#file('signed.minisig')));
  }

  close(): void {
    rmSync(this.#home, { recursive: true });
  }

  #file(name: string): string {
    return path.join(this.#home, name);
  }

  #run(args: readonly string[]): void {
    execFileSync('minisign', args, { cwd: this.#home, stdio: ['pipe', 'pipe', 'pipe'], input: '' });
  }
}
