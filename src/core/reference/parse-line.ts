/**
 * One line of a reference: the grammars in their order. Lines that name a file come first, for a
 * file may have any name; what is left is a special value, bare digests or malformed.
 */
import { joinGroups, splitLabel, splitSeries, type BareLine } from './bare.ts';
import { splitBsdLine } from './bsd.ts';
import { parseComment } from './comment.ts';
import { readDigestText } from './digest-text.ts';
import { mayBeMarked, splitGnuLine, type GnuForm, type GnuLine } from './gnu.ts';
import { MAX_LINE_CHARACTERS, quoted } from './limits.ts';
import { parseLink } from './link.ts';
import { malformed, special, type Reading } from './reading.ts';
import { findSpecial } from './special.ts';
import { parseSri } from './sri.ts';
import {
  stateTagged,
  stateUntagged,
  stateUntaggedBase64,
  tagForLength,
  type Narrowing,
  type Remark,
  type Statement,
} from './statement.ts';
import { tagOf, type Tag } from './tag.ts';

/** What earlier lines and the reference's name say of this one. */
export interface LineContext {
  readonly form: GnuForm | undefined;
  readonly narrowing: Narrowing;
}

const MD5 = tagOf('MD5');
const SHA1 = tagOf('SHA1');
const OTHER_FIELD = /^[^:]{1,40}: /;
const EIGHT_HEX = /^[0-9a-f]{8}$/i;
const UNLABELLED: Remark = { code: 'unlabelled-crc32' };

export function parseLine(line: string, context: LineContext): Reading {
  if (line.length > MAX_LINE_CHARACTERS) return malformed(line);
  if (line.trim() === '') return { kind: 'blank' };
  const comment = parseComment(line);
  if (comment) return { kind: 'comment', comment };
  return (
    parseNamed(line, context) ??
    parseLink(line) ??
    parseSpecial(line) ??
    parseIntegrity(line) ??
    parseUnnamed(line, context) ??
    parseNamedCrc32(line, context) ??
    malformed(line)
  );
}

const parseNamed = (line: string, context: LineContext): Reading | undefined =>
  parseBsd(line, context) ?? parseGnu(line, context);

function parseBsd(line: string, { narrowing }: LineContext): Reading | undefined {
  const parts = splitBsdLine(line);
  if (!parts) return undefined;
  const { tag, path } = parts;
  const value = joinGroups(parts.value) ?? parts.value; // `openssl dgst -c`
  if (tag?.toUpperCase() === 'BTIH') return special({ code: 'torrent-info-hash' });
  const statement = tag === undefined ? untagged(value, narrowing) : stateTagged(value, tagOf(tag));
  return statement && { kind: 'digests', format: 'bsd', path, statements: [statement] };
}

function parseGnu(line: string, { form, narrowing }: LineContext): Reading | undefined {
  const parts = splitGnuLine(line, form);
  if (!parts) return undefined;
  const read = readDigestText(parts.token);
  if (!read) return parseGnuBase64(parts, narrowing);
  // Two digests side by side, not a digest of a file that is named like one.
  if (parts.form === 'reversed' && splitSeries(line)) return undefined;
  const both = splitBoth(parts);
  if (both) return both;
  const statement = stateUntagged(read, narrowing);
  const statements = [mayBeMarked(parts) ? withMark(statement, parts.path) : statement];
  const reading = { kind: 'digests', format: 'gnu', path: pathOf(parts.path), statements } as const;
  return read.kind === 'exact' ? { ...reading, form: parts.form } : reading;
}

/** `md5 sha1 name`, as FCIV of Microsoft writes both (`-both`). */
function splitBoth({ token, path, form }: GnuLine): Reading | undefined {
  const [, sha1, name] = /^([0-9a-f]{40}) (\S.*)$/is.exec(path) ?? [];
  const isBoth = form === 'reversed' && /^[0-9a-f]{32}$/i.test(token);
  if (!isBoth || sha1 === undefined || name === undefined) return undefined;
  const statements = [stateTagged(token, MD5), stateTagged(sha1, SHA1)].flatMap((one) => one ?? []);
  return { kind: 'digests', format: 'gnu', path: name, statements, form };
}

/** Said of the marks with which names do not begin; with a U many do. */
function withMark(statement: Statement, path: string): Statement {
  if (statement.kind !== 'stated' || statement.remark) return statement;
  const digest = { ...statement.digest, mayBeMarked: true } as const;
  if (path.startsWith('U')) return { kind: 'stated', digest };
  return {
    kind: 'stated',
    digest,
    remark: { code: 'shasum-mark', detail: { name: quoted(path) } },
  };
}

/** Two blanks, or a blank and a star: words in front of a name are no digests. */
function parseGnuBase64({ token, path, form }: GnuLine, narrowing: Narrowing): Reading | undefined {
  const statement = form === 'two-character' ? stateUntaggedBase64(token, narrowing) : undefined;
  const statements = statement && [statement];
  return statements && { kind: 'digests', format: 'gnu', path: pathOf(path), statements, form };
}

/** `sha256sum <x` writes `-` for standard input: the line names no file. */
const pathOf = (path: string): string | undefined => (path === '-' ? undefined : path);

function parseIntegrity(line: string): Reading | undefined {
  const statements = parseSri(line);
  return statements && { kind: 'digests', format: 'sri', path: undefined, statements };
}

function parseSpecial(line: string): Reading | undefined {
  const remark = findSpecial(line);
  return remark && special(remark);
}

function untagged(value: string, narrowing: Narrowing): Statement | undefined {
  const read = readDigestText(value);
  return read && stateUntagged(read, narrowing);
}

function parseUnnamed(line: string, context: LineContext): Reading | undefined {
  const label = splitLabel(line);
  if (!label) return undefined;
  if (label.rest === '') {
    return label.tag && { kind: 'comment', comment: { section: label.tag } };
  }
  return parseSeries(line, context) ?? parseValue(label, context) ?? parseLabelledName(label);
}

function parseSeries(line: string, { narrowing }: LineContext): Reading | undefined {
  const statements = splitSeries(line)?.flatMap(({ tag, value }) => {
    const statement = tag ? stateTagged(value, tag) : untagged(value, narrowing);
    return statement ?? [];
  });
  return statements && bare(statements);
}

const bare = (statements: readonly Statement[]): Reading => ({
  kind: 'digests',
  format: 'bare',
  path: undefined,
  statements,
});

function parseValue(label: BareLine, { narrowing }: LineContext): Reading | undefined {
  const value = joinGroups(label.rest);
  if (value === undefined) return undefined;
  if (label.tag) {
    const statement = isPlausible(value, label) ? stateTagged(value, label.tag) : undefined;
    return statement && bare([statement]);
  }
  if (EIGHT_HEX.test(value)) {
    const tag = tagForLength(8, narrowing);
    const statement = tag && stateTagged(value, tag);
    return statement ? bare([statement]) : special(UNLABELLED);
  }
  const statement = untagged(value, narrowing);
  return statement && bare([statement]);
}

/** After `md5:` stands a digest, however short; after `md5 ` perhaps a word like "added". */
function isPlausible(value: string, { tag, isMarked }: BareLine): boolean {
  if (readDigestText(value)) return true;
  return isMarked ? value.length >= 8 : EIGHT_HEX.test(value) && tagForLength(8, [tag]) === tag;
}

/** `sha256:hex  name`: a label before a whole GNU line. */
function parseLabelledName({ tag, rest }: BareLine): Reading | undefined {
  if (!tag) return undefined;
  const parts = splitGnuLine(rest, undefined);
  const statement = parts && readDigestText(parts.token) && stateTagged(parts.token, tag);
  if (!statement) return undefined;
  // Microsoft's listings go on with another value: "SHA1: hex   ISO/CRC: hex".
  if (OTHER_FIELD.test(parts.path)) return bare([statement]);
  return { kind: 'digests', format: 'gnu', path: pathOf(parts.path), statements: [statement] };
}

/**
 * `deadbeef  name`: a claim where the context says CRC-32. Anywhere else it is told what is
 * missing, and counted as malformed: hex dumps and logs have such lines by the thousand.
 */
function parseNamedCrc32(line: string, { form, narrowing }: LineContext): Reading | undefined {
  const parts = splitGnuLine(line, form);
  if (!parts || !EIGHT_HEX.test(parts.token)) return undefined;
  const tag: Tag | undefined = tagForLength(8, narrowing);
  const statement = tag && stateTagged(parts.token, tag);
  if (statement) {
    const { form: ownForm, path } = parts;
    return {
      kind: 'digests',
      format: 'gnu',
      path: pathOf(path),
      statements: [statement],
      form: ownForm,
    };
  }
  return parts.form === 'two-character' ? { kind: 'malformed', remark: UNLABELLED } : undefined;
}
