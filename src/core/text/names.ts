/** File names as references, images and the catalogue write them, brought to a common form. */

/** What browsers and file managers add to the name of a second copy. */
const COPY_SUFFIX =
  /(?: ?\(\d{1,3}\)| - (?:Copy|Kopie|Copie|Copia|Cópia)| copy(?: \d{1,3})?| \(copy\))$/iu;
const COPY_PREFIX = /^Copy of /i; // Windows XP

/** Layers of copies removed: `x - Copy (2).iso` has two, and a copy of it three. */
const MAX_COPY_LAYERS = 4;

/** What follows the last slash or backslash; the whole text when there is none. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/**
 * Equal for two paths whose base names are the same but for letter case, Unicode normalisation
 * and white space at the ends (checksum lists that are aligned with blanks). Never shown: a key.
 */
export function nameKey(path: string): string {
  return withoutCase(baseName(path).trim().normalize('NFC')).normalize('NFC');
}

// Upper case first: ß and ss, ς and σ, ſ and s then agree. Lower case alone keeps them apart.
const withoutCase = (name: string): string => name.toUpperCase().toLowerCase();

/**
 * `nameKey` of the file that this one is a copy of, judging by its name: `x (1).iso`,
 * `x - Copy.iso`, `x - Copy (2).iso` and `Copy of x.iso` have the key of `x.iso`. Likeness, not
 * identity: good for an offer, never for a verdict.
 */
export function similarNameKey(path: string): string {
  const name = baseName(path).trim().normalize('NFC');
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 ? name.slice(dot) : '';
  return nameKey(withoutCopyMarks(dot > 0 ? name.slice(0, dot) : name) + extension);
}

/** `stem` without what marks a copy; whole when nothing else would be left of it. */
export function withoutCopyMarks(stem: string): string {
  let original = stem;
  for (let layer = 0; layer < MAX_COPY_LAYERS; layer++) {
    const stripped = original.replace(COPY_SUFFIX, '').replace(COPY_PREFIX, '');
    if (stripped === original || stripped.trim() === '') break;
    original = stripped;
  }
  return original;
}

/**
 * How two names that are taken for one differ. `folder`: what stands before the last slash.
 * `copy`: one has the mark of a copy, so that they are alike, not the same.
 */
export type NameDifference = 'folder' | 'case' | 'normal-form' | 'blanks' | 'copy';

/** Empty when they are equal to the letter, and where not even `similarNameKey` is the same. */
export function findNameDifferences(path: string, other: string): readonly NameDifference[] {
  if (nameKey(path) !== nameKey(other)) {
    return similarNameKey(path) === similarNameKey(other) ? ['copy'] : [];
  }
  const isOtherwise = (form: (name: string) => string): boolean =>
    form(baseName(path)) !== form(baseName(other));
  const isOfOtherCase = isOtherwise((name) => name.trim().normalize('NFC'));
  const differences: readonly (readonly [NameDifference, boolean])[] = [
    ['folder', folderOf(path) !== folderOf(other)],
    ['case', isOfOtherCase],
    // Case mappings take some letters apart: they are applied only where there is need.
    ['normal-form', isOtherwise((name) => (isOfOtherCase ? withoutCase : String)(name.trim()))],
    ['blanks', isOtherwise((name) => withoutCase(name.normalize('NFC')))],
  ];
  return differences.flatMap(([difference, isThere]) => (isThere ? [difference] : []));
}

/** `./x.iso` is in no other folder than `x.iso`. */
function folderOf(path: string): string {
  const folder = path.slice(0, path.length - baseName(path).length).replaceAll('\\', '/');
  return folder.replace(/^(?:\.\/)+/, '');
}
