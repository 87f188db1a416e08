/** Claims in English: how they compare, whose word they are, why they speak of an image or not. */
import type { Grade } from '../../../core/catalogue/catalogue.ts';
import type { AssessedClaim, Relation } from '../../../core/verdict/claims.ts';
import type { Authority } from '../../../core/verdict/judge.ts';
import type { NameDifference } from '../../../core/text/names.ts';
import { formatCount } from '../../format/number.ts';
import { quote } from '../quote.ts';
import { differenceWords } from './names.ts';
import { counted, possessive } from './words.ts';

export const outcome = {
  equal: 'equal',
  different: 'different',
  'not-compared': 'not compared',
} satisfies Record<AssessedClaim['outcome'], string>;

export const catalogueTitle = (fileName: string): string => `Catalogue: ${quote(fileName)}`;

export const listedTitle = (title: string): string => `Listed as ${quote(title)}.`;

export const listedAsset = (asset: string): string => `Asset number ${quote(asset)}.`;

export const disputed = (algorithms: string): string =>
  `Disputed: at least one list gives another ${algorithms} for this file.`;

export const referenceTitle = {
  file: (name: string, line: number) => `${quote(name)}, line ${formatCount(line)}`,
  filePath: (name: string, line: number, path: string) =>
    `${quote(name)}, line ${formatCount(line)}: ${quote(path)}`,
  pasted: 'Pasted digest',
  pastedPath: (path: string) => `Pasted text: ${quote(path)}`,
  /** It signs the bytes themselves, and has no lines. */
  signature: (name: string) => `Signature ${quote(name)}`,
};

/** What stands behind one digest of the catalogue. */
export interface ProvenanceFacts {
  readonly publisher: string;
  /** "March 2023" */
  readonly copiedIn: string | undefined;
  /** "22 November 2026" */
  readonly collectedOn: string | undefined;
  /** How many separate lists state this very digest. */
  readonly lists: number;
}

const on = (date: string | undefined): string => (date === undefined ? '' : ` on ${date}`);
const from = (date: string | undefined): string => (date === undefined ? '' : ` from ${date}`);

export const provenance = {
  'publisher-signed': ({ publisher, collectedOn }) =>
    `${possessive(publisher)} own published list; its signature was checked when it was collected${on(collectedOn)}.`,
  publisher: ({ publisher, collectedOn }) =>
    `${possessive(publisher)} own published list, as collected${on(collectedOn)}; not signed.`,
  'publisher-copy': ({ publisher, copiedIn, lists }) =>
    lists > 1
      ? `${possessive(publisher)} own list, in one third-party copy${from(copiedIn)}; ${counted(lists - 1, 'separate list agrees', 'separate lists agree')}.`
      : `${possessive(publisher)} own list, in one third-party copy${from(copiedIn)}.`,
  corroborated: ({ lists }) =>
    `${counted(lists, 'separate list agrees', 'separate lists agree')}; none of them is the publisher’s own.`,
  listed: ({ lists }) =>
    lists > 1
      ? `${counted(lists, 'third-party list', 'third-party lists')} that may have copied from one another; no independent list was found.`
      : 'One third-party list; no second list was found.',
} satisfies Record<Grade, (facts: ProvenanceFacts) => string>;

export const authority = {
  signed: 'Signed by a key that came built into this program.',
  catalogue: 'From the built-in catalogue.',
  own: 'Vouched for by a key or a catalogue that you added.',
  listed: 'From the built-in catalogue; it never counts against a file.',
  given: 'Your own reference: as trustworthy as where it came from.',
} satisfies Record<Authority, string>;

/** Of what is signed. `signer`: as a sentence names him. */
export const signedBy = {
  signed: (signer: string) => `Signed by ${signer}, whose key came built into this program.`,
  own: (signer: string) => `Signed with ${signer}, a key that you added.`,
};

export const relation = {
  named: 'It names this file.',
  sidecar: 'By its own name it belongs to this file.',
  pasted: 'Pasted without a file name.',
  pointed: 'You said that it is about this file.',
  alternative: 'The list has this name more than once; another of its lines is equal.',
  'catalogue-name': 'It goes by this file’s name.',
  'catalogue-alias':
    'The catalogue knows this name too, but not as one file’s own: it does not count against this image.',
  none: 'It names something else.',
} satisfies Record<Relation, string>;

export const likeCopy =
  'By the names, one of the two files is a copy of the other; whether that is so, you have to say.';
export const writtenOtherwise = (differences: readonly NameDifference[]): string =>
  `The names differ in ${differenceWords(differences)}: that does not count.`;

export const unnamed = 'It does not say which file it is about.';
export const equalUnderOtherName =
  'Its file name is another one; a renamed copy is still the copy.';
export const damaged = 'The text of its digest is damaged; it was not compared.';
export const mislabelled =
  'Its digest stands under the name of another algorithm; it was not compared.';
export const pastedAside = 'Pasted without a file name; it does not count against this image.';

export const knownEntry = 'All that is known of it, and its sources';

export const apply = 'Apply to this image';
export const applyTo = (claim: string, image: string): string =>
  `Apply to this image, ${image}: ${claim}`;

/** Of a digest that does not say which algorithm it is of. */
export const orOthers = (algorithm: string, others: number): string =>
  `${algorithm} or ${formatCount(others)} others`;

/** Labels of digests in full. */
export const inFull = {
  equal: (algorithms: string) => `${algorithms}, stated and computed`,
  stated: (algorithms: string) => `${algorithms}, stated`,
  notComputed: (algorithms: string) => `${algorithms}, stated; not computed`,
  computed: (algorithms: string) => `${algorithms}, computed`,
  sources: 'Seen in',
};
