/**
 * `Get-FileHash | Format-List`: a line for each property. A value that is longer than the console
 * is wide goes on in the next line, indented to where values begin; nothing of it is lost.
 */
import { isConsoleNoise } from '../../console.ts';
import type { NumberedLine, Passage } from '../../passage.ts';
import { malformed, type PlacedReading } from '../../reading.ts';
import type { Grammar } from '../grammar.ts';
import { propertyOf, readFileHash, type Property } from './file-hash.ts';

const FIELD = /^(Algorithm|Hash|Path) {1,16}: ?(.*)$/s;
/** "Algorithm : " has twelve characters; without that property the names are padded less. */
const CONTINUATION = /^ {7,12}(?=[^ ])/;

interface Field {
  readonly property: Property;
  readonly value: string;
  readonly line: number;
}

/** Hash and one more: a lone `Hash : hex` is a bare digest. */
export const powershellList: Grammar = {
  mayBegin: (head) => /^Hash {1,16}: ?\S/m.test(head) && /^(?:Algorithm|Path) {1,16}:/m.test(head),
  read: (passage) => (isList(passage) ? readList(passage) : undefined),
};

/** Are all lines fields or continuations, but for the commands that led to them? */
function isList(passage: Passage): boolean {
  let fields = 0;
  for (const { text } of passage.lines()) {
    if (FIELD.test(text)) fields++;
    else if (!isConsoleNoise(text) && (fields === 0 || !CONTINUATION.test(text))) return false;
  }
  return fields > 1;
}

function* readList(passage: Passage): Generator<PlacedReading> {
  let fields = new Map<Property, Field>();
  for (const field of fieldsOf(passage)) {
    if (!field || fields.has(field.property)) {
      yield* readObject(fields);
      fields = new Map();
    }
    if (field) fields.set(field.property, field);
  }
  yield* readObject(fields);
}

/** Fields with all their lines; `undefined` where an object ends. */
function* fieldsOf(passage: Passage): Generator<Field | undefined> {
  let open: Field | undefined;
  for (const line of passage.lines()) {
    const field = fieldOf(line);
    if (field || isConsoleNoise(line.text)) {
      if (open) yield open;
      if (!field) yield undefined;
      open = field;
    } else if (open) {
      open = { ...open, value: open.value + line.text.replace(CONTINUATION, '') };
    }
  }
  yield open;
}

function fieldOf({ text, number }: NumberedLine): Field | undefined {
  const [, name = '', value = ''] = FIELD.exec(text) ?? [];
  const property = propertyOf(name);
  return property && { property, value, line: number };
}

function* readObject(fields: ReadonlyMap<Property, Field>): Generator<PlacedReading> {
  const [algorithm, hash, path] = (['algorithm', 'hash', 'path'] as const).map((property) =>
    fields.get(property),
  );
  if (hash) {
    yield readFileHash({
      algorithm: algorithm?.value.trim(),
      hash: hash.value.trim(),
      path: path?.value,
      line: hash.line,
    });
  } else {
    // Half an object: what is left of one that was copied in part.
    for (const { value, line } of fields.values()) yield { reading: malformed(value), line };
  }
}
