/** An entry of the catalogue in words, and the catalogue's age. */
import { findAge } from '../../core/catalogue/age.ts';
import {
  bestGrade,
  GRADES,
  isListed,
  type CatalogueEntry,
  type CatalogueInfo,
  type FoundEntry,
  type GradedDigest,
  type SearchResult,
  type Source,
} from '../../core/catalogue/catalogue.ts';
import {
  ALGORITHMS,
  algorithmOf,
  type Algorithm,
  type AlgorithmId,
} from '../../core/digest/algorithm.ts';
import type { Identity, IdentityField } from '../../core/identity/identity.ts';
import { findLifeCycle } from '../../core/identity/life-cycle.ts';
import { formatLanguage } from '../format/language.ts';
import { formatDay } from '../format/time.ts';
import { catalogueWords as words } from './catalogue-words.ts';
import { describeLifeCycle, type LifeCycleText } from './life-cycle.ts';
import {
  architectureId,
  architectureWords,
  copiedIn,
  productWords,
  releaseWords,
} from './product.ts';
import { results } from './results.ts';

const nameOf = (id: AlgorithmId): string => algorithmOf(id).name;

const isWeak = (id: AlgorithmId): boolean => {
  const { strength } = algorithmOf(id);
  return strength === 'weak' || strength === 'error-detecting';
};

export interface FoundText {
  readonly product: string;
  readonly grade: string;
  readonly marks: readonly string[];
}

/** One line of the list. */
export function describeFound({ entry, grade, algorithms, isDisputed }: FoundEntry): FoundText {
  return {
    product: productWords(entry),
    grade: words.grade[grade],
    marks: [
      ...(algorithms.every(isWeak) ? [words.mark.onlyWeak(algorithms.map(nameOf))] : []),
      ...(isDisputed ? [words.mark.disputed] : []),
    ],
  };
}

export interface DigestText {
  readonly algorithm: Algorithm;
  readonly hex: string;
  readonly grade: GradedDigest['grade'];
  /** Whose word it is, and what it proves. */
  readonly sentences: readonly string[];
}

export interface SourceText {
  readonly id: number;
  /** An address: untrusted, to be copied and never opened. */
  readonly where: string;
  readonly authority: { readonly code: Source['authority']; readonly words: string };
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

export interface LabelledText {
  readonly label: string;
  /** Untrusted. */
  readonly values: readonly string[];
}

export interface EntryText {
  readonly product: string;
  /** Of the best of its digests. */
  readonly grade: GradedDigest['grade'];
  /** What to bear in mind before trusting it. */
  readonly care: readonly string[];
  readonly digests: readonly DigestText[];
  /** Data. */
  readonly file: readonly LabelledText[];
  /** Inferred. */
  readonly inferred: readonly LabelledText[];
  readonly lifeCycle: LifeCycleText | undefined;
  readonly sources: readonly SourceText[];
}

export function describeEntry(
  entry: CatalogueEntry,
  catalogue: CatalogueInfo | undefined,
  now: Date,
): EntryText {
  return {
    product: productWords(entry),
    grade: bestGrade(entry.digests.map(({ grade }) => grade)),
    care: careOf(entry),
    digests: bestFirst(entry.digests).map((digest) => describeDigest(entry, digest, catalogue)),
    file: fileOf(entry),
    inferred: inferredOf(entry),
    lifeCycle: lifeCycleOf(entry, now),
    sources: sourcesOf(entry),
  };
}

const LIKELIEST = ALGORITHMS.map(({ id }) => id);

/** What stands on the best word first, and among these what is asked for most often. */
const bestFirst = (digests: readonly GradedDigest[]): readonly GradedDigest[] =>
  [...digests].sort(
    (a, b) =>
      GRADES.indexOf(a.grade) - GRADES.indexOf(b.grade) ||
      LIKELIEST.indexOf(a.algorithm) - LIKELIEST.indexOf(b.algorithm),
  );

function careOf({ digests, disputed }: CatalogueEntry): string[] {
  const algorithms = digests.map(({ algorithm }) => algorithm);
  return [
    ...(digests.every(isListed) ? [words.care.listed] : []),
    ...(algorithms.every(isWeak) ? [words.care.onlyWeak(algorithms.map(nameOf))] : []),
    ...(disputed.length > 0 ? [words.care.disputed(disputed.map(nameOf))] : []),
  ];
}

function describeDigest(
  { vendor, disputed, otherValues = [] }: CatalogueEntry,
  digest: GradedDigest,
  catalogue: CatalogueInfo | undefined,
): DigestText {
  const { algorithm, hex, grade, lists } = digest;
  const others = otherValues.filter((one) => one.algorithm === algorithm).map((one) => one.hex);
  const provenance = results.claims.provenance[grade]({
    publisher: vendor,
    copiedIn: copiedIn(digest),
    collectedOn: catalogue && formatDay(catalogue.date),
    lists,
  });
  return {
    ...{ algorithm: algorithmOf(algorithm), hex, grade },
    sentences: [
      provenance,
      ...(disputed.includes(algorithm) ? [words.disputedDigest(others)] : []),
      ...(isWeak(algorithm) ? [words.weakDigest] : []),
      ...(algorithmOf(algorithm).strength === 'aged' ? [words.agedDigest] : []),
    ],
  };
}

const labelled = (label: string, ...values: readonly (string | undefined)[]): LabelledText => ({
  label,
  values: values.filter((value) => value !== undefined),
});

const isSaid = ({ values }: LabelledText): boolean => values.length > 0;

function fileOf({ fileName, size, volumeLabel, title, aliases }: CatalogueEntry): LabelledText[] {
  const { field } = words;
  return [
    labelled(field.fileName, fileName),
    labelled(field.aliases, ...aliases),
    labelled(field.size, size === undefined ? words.noSize : words.size(size)),
    labelled(field.volumeLabel, volumeLabel),
    labelled(field.title, title),
  ].filter(isSaid);
}

function inferredOf(entry: CatalogueEntry): LabelledText[] {
  const { architecture, language } = entry;
  return [
    labelled(words.words.vendor, entry.vendor),
    labelled(words.words.product, entry.product),
    labelled(words.words.version, entry.version),
    labelled(words.words.release, entry.release && releaseWords(entry.release)),
    labelled(words.words.edition, entry.edition),
    labelled(words.words.servicePack, entry.servicePack),
    labelled(
      words.words.architecture,
      architecture && architectureWords(architectureId(architecture)),
    ),
    labelled(words.words.language, language && formatLanguage(language)),
    labelled(words.words.channel, entry.channel),
  ].filter(isSaid);
}

/** Long-term servicing: its ends depend on the build, which an entry does not have. */
const LONG_TERM = /\bLTS[BC]\b/;

function lifeCycleOf(entry: CatalogueEntry, now: Date): LifeCycleText | undefined {
  const { product, version, release, edition = '' } = entry;
  if (LONG_TERM.test(edition)) return undefined;
  const isOfBusiness = /^(?:Enterprise|Education)/.test(edition);
  const cycle = findLifeCycle(
    identityOf([
      ['product', product],
      ['version', version ?? release?.split(' ')[0]?.toUpperCase()],
      ['edition', isOfBusiness ? edition : undefined],
    ]),
  );
  return cycle && describeLifeCycle(cycle, now);
}

/** As if an image said so: all of it inferred from names. */
const identityOf = (
  fields: readonly (readonly [IdentityField, string | undefined])[],
): Identity => ({
  facts: fields.flatMap(([field, value]) =>
    value === undefined ? [] : [{ field, value, source: 'file-name', isHint: true }],
  ),
  findings: [],
});

/** Each source once, with all that it states. */
function sourcesOf({ digests }: CatalogueEntry): SourceText[] {
  const stated = new Map<number, { source: Source; algorithms: string[] }>();
  for (const { algorithm, sources } of bestFirst(digests)) {
    for (const source of sources) {
      const known = stated.get(source.id) ?? { source, algorithms: [] };
      if (!known.algorithms.includes(nameOf(algorithm))) known.algorithms.push(nameOf(algorithm));
      stated.set(source.id, known);
    }
  }
  const isTraced = ({ source }: { source: Source }): boolean => source.authority !== 'untraceable';
  const all = [...stated.values()];
  return [...all.filter(isTraced), ...all.filter((one) => !isTraced(one))].map(
    ({ source, algorithms }) => describeSource(source, algorithms),
  );
}

function describeSource(source: Source, algorithms: readonly string[]): SourceText {
  const { id, where, owner, family, authority, note, signedBy } = source;
  const facts = [
    { label: words.source.states, value: algorithms.join(', ') },
    { label: words.source.owner, value: owner },
    { label: words.source.family, value: family },
    { label: words.source.signedBy, value: signedBy },
    { label: words.source.note, value: note },
  ];
  return {
    ...{ id, where },
    authority: { code: authority, words: words.authority[authority] },
    facts: facts.flatMap(({ label, value }) => (value === undefined ? [] : [{ label, value }])),
  };
}

const DIGEST = /^[\da-f\s:]{16,}$/i;

/** Of a search that found nothing. */
export const describeNothing = (text: string): string =>
  DIGEST.test(text) ? words.nothing.digest : words.nothing.words(text);

/** How many of all images were found, and which words were taken as others. */
export function describeCount(
  { total, taken }: Pick<SearchResult, 'total' | 'taken'>,
  all: number,
): string {
  const count = total === all ? words.search.found(total) : words.search.foundOf(total, all);
  return [
    taken.length === 0 ? count : `${count}.`,
    ...taken.map(({ asked, as }) => words.search.taken(asked, as)),
  ].join(' ');
}

/** What the catalogue's date means by this machine's clock; nothing while it is current. */
export function describeAge({ date }: CatalogueInfo, now: Date): string | undefined {
  const age = findAge(date, now.getTime());
  if (age.kind === 'old') return words.old(age.months);
  return age.kind === 'clock-wrong' ? words.clockWrong(formatDay(date)) : undefined;
}
