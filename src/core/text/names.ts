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
  const name = baseName(path).trim().normalize('NFC');
  // Upper case first: ß and ss, ς and σ, ſ and s then agree. Lower case alone keeps them apart.
  return name.toUpperCase().toLowerCase().normalize('NFC');
}

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
