/** A reference in words: what it holds, what it speaks of, what was noticed in it. */
import type { CatalogueEntry } from '../../core/catalogue/catalogue.ts';
import { algorithmOf } from '../../core/digest/algorithm.ts';
import type { Finding } from '../../core/finding.ts';
import type { Reference } from '../../core/reference/reference.ts';
import type { ReferenceView } from '../state/view.ts';
import { findingText } from './findings.ts';
import { copiedIn, findGraded, productWords } from './product.ts';
import { results } from './results.ts';
import { describeSigning } from './signature.ts';

const words = results.references;

/** Sentences about a reference, in this order. `images`: how many are on the page. */
export function describeReference(view: ReferenceView, images: number): readonly string[] {
  const { reference, named, appliesTo } = view;
  const { claims, format } = reference;
  if (format === 'signature') return describeSignatures(view);
  const isUsable = holdsSomething(reference);
  return [
    isUsable ? words.holds[format](claims.length) : words.holdsNothing,
    ...named.flatMap((entry) => describeNamed(reference, entry)),
    ...(isUsable ? [describeSubject(format, appliesTo, images)] : []),
  ];
}

/** What is damaged counts as nothing; a torrent tells names and sizes even without a digest. */
const holdsSomething = ({ claims, findings, format }: Reference): boolean =>
  claims.length > 0 && (format === 'torrent' || !findings.some(({ code }) => code === 'no-claims'));

/** How the files end that publishers sign their lists in, and people their catalogues. */
const SIGNED_BESIDE: ReadonlyMap<Reference['format'], readonly string[]> = new Map([
  ['gnu', ['sign', 'gpg', 'asc', 'sig', 'minisig']],
  ['bsd', ['sign', 'gpg', 'asc', 'sig', 'minisig']],
  ['site-catalogue', ['minisig', 'asc', 'sig']],
]);

/** What its signature is worth, or which file to drop for it. */
export function describeSignature(view: ReferenceView): readonly string[] {
  const { reference, signature, signing, over } = view;
  const { checking, unsupported, dropSignature, offeredKey, toldThere } = results.signatures;
  const { name, format } = reference;
  if (over.length > 0) return [toldThere(over)];
  if (signature === 'checking') return [checking];
  if (signature === 'unknown-key' && view.offeredKey) return [offeredKey[view.offeredKey]];
  if (signing) return describeSigning(signing);
  if (signature === 'unsupported') return [unsupported.unavailable];
  const endings = SIGNED_BESIDE.get(format);
  return name !== undefined && endings && holdsSomething(reference)
    ? [dropSignature(name, endings)]
    : [];
}

/** How loud that has to be: as a verdict of the same kind would be. */
export function toneOfSignature({ signature, signing, over }: ReferenceView): SignatureTone {
  if (over.length > 0) return 'none';
  switch (signature) {
    case 'good':
    case 'expired':
      return signing?.decisive.key?.trust === 'own' ? 'matches' : 'verified';
    case 'bad':
    case 'revoked':
      return 'mismatch';
    case 'weak':
    case 'unknown-key':
    case 'unsupported':
      return 'caution';
    case 'checking':
    case 'none':
      return 'none';
  }
}

export type SignatureTone = 'verified' | 'matches' | 'caution' | 'mismatch' | 'none';

/** Of a file that holds nothing but signatures. */
function describeSignatures(view: ReferenceView): readonly string[] {
  const { over, dropSubject, dropSomething } = results.signatures;
  const { reference, appliesTo } = view;
  const [subject] = reference.claims.flatMap(({ path }) => path ?? []);
  const missing = subject === undefined ? dropSomething : dropSubject(subject);
  return [words.holds.signature(), ...(appliesTo.length > 0 ? appliesTo.map(over) : [missing])];
}

function describeSubject(
  format: Reference['format'],
  appliesTo: readonly string[],
  images: number,
): string {
  if (appliesTo.length > 0) {
    return format === 'bare' || format === 'sri'
      ? words.comparedWith(appliesTo)
      : words.speaksOf(appliesTo);
  }
  if (images === 0) return words.dropImage;
  return format === 'bare' || format === 'sri' ? words.fitsNone : words.speaksOfNone;
}

/** A digest without a file name that the catalogue knows names its image. */
function describeNamed({ claims }: Reference, entry: CatalogueEntry): string[] {
  const graded = claims
    .filter(({ path }) => path === undefined)
    .flatMap(({ digests }) => digests)
    .map((stated) => findGraded(entry, stated.text, stated.algorithms))
    .find((found) => found !== undefined);
  if (!graded) return [];
  const sentence = words.names[graded.grade]({
    algorithm: algorithmOf(graded.algorithm).name,
    fileName: entry.fileName,
    publisher: entry.vendor,
    copiedIn: copiedIn(graded),
    lists: graded.lists,
  });
  return [sentence, words.goingByItsName(productWords(entry))];
}

/** Of files that have no lines. */
const BINARY: readonly Reference['format'][] = ['torrent', 'block-map'];

/** That nothing can be compared is said already. */
export const describeFindings = ({ findings, format }: Reference): readonly string[] =>
  findings
    .filter(({ code }) => code !== 'no-claims')
    .map(({ line, ...finding }) =>
      describeFinding(
        line === undefined || BINARY.includes(format) ? finding : { ...finding, line },
      ),
    );

/** What was noticed, and where. */
export function describeFinding(finding: Finding): string {
  const more = finding.detail?.['more'];
  const own = findingText[finding.code](finding);
  const addMore = finding.line === undefined ? words.andMorePlaces : words.andMore;
  const sentence = typeof more === 'number' ? addMore(own, more) : own;
  if (finding.line !== undefined) return words.atLine(finding.line, sentence);
  if (finding.offset !== undefined) return words.atOffset(finding.offset, sentence);
  return sentence;
}
