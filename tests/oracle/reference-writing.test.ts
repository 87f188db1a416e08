/** What this program writes is accepted by the tools that it is written for, whatever files are called. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkCommands } from '../../src/core/reference/write/commands.ts';
import { formatHashdeep } from '../../src/core/reference/write/hashdeep.ts';
import { formatBsd, formatGnu } from '../../src/core/reference/write/lines.ts';
import { formatMetalink } from '../../src/core/reference/write/metalink.ts';
import type { WrittenFile } from '../../src/core/reference/write/written-file.ts';

const NAMES = [
  'plain.iso',
  ' blanks  (1) .iso ',
  '-rf.iso',
  '-',
  '*star',
  "it's a 'test'.iso",
  '"quoted" $(touch pwned) `touch pwned`.iso',
  'semi; touch pwned.iso',
  'back\\slash\\n.iso',
  'new\nline.iso',
  'carriage\rreturn.iso',
  'escape\u001b[31m.iso',
  "unseen\u200b';touch pwned #.iso",
  "fish\\';touch pwned #.iso",
  'bidi\u202egnp.iso',
  'a) = b.iso',
  '100%s %d.iso',
  'Grüße 日本語.iso',
] as const;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'touchstone-writing-'));
  for (const name of NAMES) writeFileSync(join(folder, name), name.repeat(100));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const hash = (algorithm: string, content: Uint8Array | string) =>
  createHash(algorithm).update(content).digest('hex');

function fileNamed(name: string): WrittenFile {
  const content = Buffer.from(name.repeat(100));
  const digests = {
    sha256: hash('sha256', content),
    sha1: hash('sha1', content),
    md5: hash('md5', content),
  };
  const blocks = { length: 1_024, digests: piecesOf(content, 1_024) };
  return { name, size: content.length, digests, blocks };
}

const piecesOf = (content: Buffer, length: number) =>
  Buffer.concat(
    Array.from({ length: Math.ceil(content.length / length) }, (_, index) =>
      createHash('sha256')
        .update(content.subarray(index * length, (index + 1) * length))
        .digest(),
    ),
  );

/** The exit status of a tool that is given `text` as a file. */
function statusOf(tool: string, args: readonly string[], text: string): number | null {
  const list = join(tmpdir(), `touchstone-list-${process.pid}`);
  writeFileSync(list, text);
  const { status } = spawnSync(tool, [...args, list], { cwd: folder });
  rmSync(list);
  return status;
}

const altered = (file: WrittenFile): WrittenFile => ({
  ...file,
  digests: { sha256: hash('sha256', 'another'), sha1: hash('sha1', 'another') },
});

describe.each(NAMES)('a file called %j', (name) => {
  test.each([
    ['sha256sum', ['-c', '--strict'], (file: WrittenFile) => formatGnu(file, 'sha256')],
    ['sha1sum', ['-c', '--strict'], (file: WrittenFile) => formatGnu(file, 'sha1')],
    ['cksum', ['-c', '--strict'], formatBsd],
  ])('%s accepts its list, and not that of another file', (tool, args, format) => {
    expect(statusOf(tool, args, format(fileNamed(name)))).toBe(0);
    expect(statusOf(tool, args, format(altered(fileNamed(name))))).not.toBe(0);
  });

  test('the commands for POSIX shells check it, and run nothing else', () => {
    const commands = checkCommands(fileNamed(name)).filter(({ tool }) =>
      ['sha256sum', 'shasum', 'openssl'].includes(tool),
    );
    // Perl's shasum does not undo the escape of CR.
    expect(commands).toHaveLength(name.includes('\r') ? 2 : 3);
    for (const { line, answer } of commands) {
      const output = execFileSync('bash', ['-c', line], { cwd: folder, encoding: 'utf8' });
      expect(output).toContain(answer === 'says-so' ? 'OK' : fileNamed(name).digests.sha256);
    }
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });

  test('in a shell that knows no octal, they run nothing else', () => {
    for (const { line } of checkCommands(fileNamed(name))) {
      spawnSync('dash', ['-c', line], { cwd: folder });
    }
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });
});

describe('RHash and hashdeep', () => {
  /** Neither takes names with line breaks; RHash neither escapes nor undoes escapes. */
  const plain = ['plain.iso', "it's a 'test'.iso", 'Grüße 日本語.iso', 'a) = b.iso'];

  test.each(plain)('RHash accepts the list of %j', (name) => {
    expect(statusOf('rhash', ['--sha256', '-c'], formatGnu(fileNamed(name), 'sha256'))).toBe(0);
    const other = formatGnu(altered(fileNamed(name)), 'sha256');
    expect(statusOf('rhash', ['--sha256', '-c'], other)).not.toBe(0);
  });

  test.each(plain)('hashdeep audits %j', (name) => {
    const audit = (file: WrittenFile) => {
      const list = join(tmpdir(), `touchstone-list-${process.pid}`);
      writeFileSync(list, formatHashdeep(file) ?? '');
      const { stdout } = spawnSync('hashdeep', ['-a', '-l', '-k', list, name], {
        cwd: folder,
        encoding: 'utf8',
      });
      rmSync(list);
      return stdout;
    };
    expect(audit(fileNamed(name))).toContain('Audit passed');
    expect(audit(altered(fileNamed(name)))).toContain('Audit failed');
  });
});

describe('aria2', () => {
  /** It wants an address, which this program does not know. */
  const check = (file: WrittenFile) =>
    statusOf(
      'aria2c',
      ['--check-integrity=true', '--hash-check-only=true', '--no-conf=true', '--metalink-file'],
      (formatMetalink(file) ?? '').replace('</size>', '</size><url>http://127.0.0.1:9/x</url>'),
    );

  test.each(['plain.iso', "it's a 'test'.iso", 'Grüße 日本語.iso'])(
    'finds %j sound by the pieces of its Metalink, and not by those of another',
    (name) => {
      const file = fileNamed(name);
      expect(check(file)).toBe(0);
      const digests = Buffer.alloc(file.blocks?.digests.length ?? 0, 1);
      expect(check({ ...altered(file), blocks: { length: 1_024, digests } })).not.toBe(0);
    },
  );
});
