/** What forms that list files with named digests have in common. */
import { MAX_LINE_CHARACTERS } from '../limits.ts';
import type { LineFinder } from '../passage.ts';
import { malformed, type PlacedReading } from '../reading.ts';
import type { ListedAs, ReferenceFormat } from '../reference.ts';
import { stateOrNote } from '../statement.ts';
import { tagOf } from '../tag.ts';

export interface StatedFile {
  readonly path: string;
  /** Bytes. */
  readonly size?: number | undefined;
  readonly listedAs?: ListedAs | undefined;
  readonly digests: readonly { readonly tag: string; readonly value: string }[];
}

/** One reading for each digest, in order; files without any say nothing. */
export function* readStatedFile(
  { path, size, digests, listedAs }: StatedFile,
  format: ReferenceFormat,
  lines: LineFinder,
): Generator<PlacedReading> {
  for (const { tag, value } of digests) {
    const line = lines.find(value);
    const isNamed = path !== '' && path.length <= MAX_LINE_CHARACTERS;
    const statement = isNamed ? stateOrNote(value, tagOf(tag)) : undefined;
    yield {
      reading: statement
        ? {
            kind: 'digests',
            format,
            path,
            statements: [statement],
            ...(size !== undefined && { size }),
            ...(listedAs && { listedAs }),
          }
        : malformed([path, tag, value].join(' ')),
      line,
    };
  }
}
