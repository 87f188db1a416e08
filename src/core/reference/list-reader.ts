/**
 * Lines taken one after another, gathered into claims and findings. What a line means depends on
 * the lines before it: the form of the list, a section header, the claim that is being made.
 */
import type { Finding } from '../finding.ts';
import { ClaimList, type Addition } from './claim-list.ts';
import type { Comment } from './comment.ts';
import { FindingList } from './finding-list.ts';
import type { GnuForm } from './gnu.ts';
import { MAX_CLAIMS, MAX_DOUBTFUL_LINES, MAX_STRAY_LINES, quoted } from './limits.ts';
import { parseLine } from './parse-line.ts';
import { special, type Reading } from './reading.ts';
import type { Claim, ReferenceFormat, StatedDigest } from './reference.ts';
import { isListedFingerprint } from './special.ts';
import { stateUntagged, type Narrowing, type Remark, type Statement } from './statement.ts';
import type { Tag } from './tag.ts';
import type { UnwrappedLine } from './wrapped.ts';

/** How many lines were what; comments and blank lines say nothing and are not counted. */
export interface Tally {
  /** Digest lines, also of algorithms that are not compared. */
  recognised: number;
  /** Nearly digests, and values of other kinds. */
  doubtful: number;
  malformed: number;
}

export interface ListContent {
  readonly claims: readonly Claim[];
  readonly findings: readonly Finding[];
  readonly format: ReferenceFormat;
}

const KEY = special({ code: 'openpgp-fingerprint' });

/** Where the lines come from, and what that says of them. */
export interface Origin {
  /** The algorithm that the reference's own file name tells. */
  readonly fileTag?: Tag | undefined;
  /** Another grammar of lines than that of files. */
  readonly parse?: typeof parseLine;
}

export class ListReader {
  readonly tally: Tally = { recognised: 0, doubtful: 0, malformed: 0 };
  readonly #fileTag: Tag | undefined;
  readonly #parse: typeof parseLine;
  readonly #claims = new ClaimList();
  readonly #findings = new FindingList();
  readonly #formats = new Map<ReferenceFormat, number>();
  #form: GnuForm | undefined;
  #above = '';
  /** What the line above says the name in the next line is. */
  #nextPath: string | undefined;
  #section: Tag | undefined;
  #skipped = 0;
  #firstSkipped = 0;

  constructor({ fileTag, parse = parseLine }: Origin) {
    this.#fileTag = fileTag;
    this.#parse = parse;
  }

  /** Claims made so far. */
  get claimCount(): number {
    return this.#claims.length;
  }

  /** What follows is another list: nothing said so far is about its lines. */
  beginPart(): void {
    this.#form = undefined;
    this.#section = undefined;
    this.#claims.endBare();
  }

  read({ text, number, whole }: UnwrappedLine): void {
    const narrowing = [this.#section, this.#fileTag];
    const isKey = isListedFingerprint(this.#above, text);
    this.#above = text;
    const reading = isKey ? KEY : this.#parse(text, { form: this.#form, narrowing });
    this.take(whole === undefined ? reading : asPart(reading, whole, narrowing), number);
  }

  note(remark: Remark, number: number): void {
    this.#findings.add(remark, number);
  }

  /** What a grammar of whole texts read. */
  take(reading: Reading, number: number): void {
    switch (reading.kind) {
      case 'blank':
        return;
      case 'comment':
        this.#heed(reading.comment);
        return;
      case 'digests':
        this.#takeDigests(reading, number);
        return;
      case 'file':
        this.#takeFile(reading, number);
        return;
      case 'special':
      case 'malformed':
        this.tally[reading.kind === 'special' ? 'doubtful' : 'malformed']++;
        this.note(reading.remark, number);
        this.#claims.endBare();
    }
  }

  #takeFile({ format, path, size, pieces }: Reading & { kind: 'file' }, number: number): void {
    this.#countFormat(format);
    this.tally.recognised++;
    this.#noteAddition(this.#claims.addFile(path, pieces, number), path, number);
    if (size !== undefined) this.#claims.addSize(path, size);
  }

  #countFormat(format: ReferenceFormat): void {
    this.#formats.set(format, (this.#formats.get(format) ?? 0) + 1);
  }

  #heed({ section, size, nextPath }: Comment): void {
    this.#nextPath = nextPath;
    if (section) this.#section = section;
    if (size) this.#claims.addSize(size.path, size.bytes);
  }

  #takeDigests(reading: Reading & { kind: 'digests' }, number: number): void {
    const { format, statements, form, size, listedAs } = reading;
    const path = this.#inFull(reading.path);
    this.#form = form ?? this.#form;
    this.#countFormat(format);
    for (const statement of statements) this.#state(statement, path, number);
    if (path === undefined) return;
    if (size !== undefined) this.#claims.addSize(path, size);
    if (listedAs) this.#claims.addWords(path, listedAs);
  }

  /** Old tools write `?` for letters that the machine's code page lacks. */
  #inFull(path: string | undefined): string | undefined {
    const full = this.#nextPath;
    this.#nextPath = undefined;
    return path !== undefined && full !== undefined && isLossy(path, full) ? full : path;
  }

  #state(statement: Statement, path: string | undefined, number: number): void {
    const { remark } = statement;
    if (remark) this.note(remark, number);
    const isDoubtful = remark?.code === 'damaged-digest' || remark?.code === 'impossible-length';
    this.tally[isDoubtful ? 'doubtful' : 'recognised']++;
    if (statement.kind === 'stated') this.#add(statement.digest, path, number);
  }

  #add(digest: StatedDigest, path: string | undefined, number: number): void {
    const addition =
      path === undefined
        ? this.#claims.addBare(digest, number)
        : this.#claims.addNamed(path, digest, number);
    this.#noteAddition(addition, path, number);
  }

  #noteAddition(addition: Addition, path: string | undefined, number: number): void {
    if (addition === 'contradictory') {
      this.note({ code: 'contradictory-lines', detail: { name: quoted(path ?? '') } }, number);
    }
    if (addition === 'skipped' && this.#skipped++ === 0) this.#firstSkipped = number;
  }

  /**
   * In a list that names files a digest without a name says nothing, and may be what is left of a
   * line that was cut short: it is a malformed line.
   */
  refuseBareAmongNamed(): void {
    if (!this.#claims.hasNames) return;
    for (const { digests, line } of this.#claims.removeBare()) {
      const text = quoted(digests.map((digest) => digest.text).join(' '));
      this.note({ code: 'malformed-line', detail: { text } }, line);
    }
  }

  finish(): ListContent {
    if (this.#skipped > 0) {
      const detail = { limit: MAX_CLAIMS, skipped: this.#skipped };
      this.note({ code: 'too-many-lines', detail }, this.#firstSkipped);
    }
    const claims = this.#claims.finish();
    return { claims, findings: this.#findings.finish(), format: this.#formatOfAll() };
  }

  /** A site's word stays one beside however many lines, in whatever frames. */
  #formatOfAll(): ReferenceFormat {
    if (this.#formats.has('site-catalogue')) return 'site-catalogue';
    const [commonest] = [...this.#formats].sort(([, a], [, b]) => b - a);
    return commonest?.[0] ?? 'bare';
  }
}

const isLossy = (path: string, full: string): boolean =>
  path.length === full.length &&
  [...Array(path.length).keys()].every((at) => path[at] === full[at] || path[at] === '?');

/** Of a line that may hold a part of `whole`. */
function asPart(reading: Reading, whole: string, narrowing: Narrowing): Reading {
  const joined = stateUntagged({ kind: 'exact', text: whole.toLowerCase() }, narrowing);
  if (reading.kind !== 'digests' || joined.kind !== 'stated') return reading;
  const { algorithms, text } = joined.digest;
  const statements = reading.statements.map((statement): Statement =>
    statement.kind === 'stated'
      ? { ...statement, digest: { ...statement.digest, partOf: { algorithms, text } } }
      : statement,
  );
  return { ...reading, statements };
}

/**
 * Are these the lines of a checksum list? Some must be. No more may be malformed, so that one
 * broken line is no refusal, and prose or source code with a digest in it is; but two always may:
 * certutil and Get-FileHash print so many around one digest. If no line is whole, those that are
 * nearly digests must be few, or it is a hex dump.
 */
export function isList({ recognised, doubtful, malformed }: Tally): boolean {
  if (malformed > Math.max(recognised + doubtful, MAX_STRAY_LINES)) return false;
  return recognised > 0 || (doubtful > 0 && doubtful <= MAX_DOUBTFUL_LINES);
}
