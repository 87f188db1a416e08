/** JSON of references, which is untrusted: parsed by the engine, looked into with care. */

/** As for XML; a parsed text takes several times its size. */
export const MAX_JSON_CHARACTERS = 32 * 2 ** 20;

/** The value; `undefined` for what is no JSON, too long, or nested beyond what the engine takes. */
export function parseJson(text: string): unknown {
  if (text.length > MAX_JSON_CHARACTERS) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a SyntaxError, or a RangeError for nesting
  }
}

type JsonRecord = ReadonlyMap<string, unknown>;

/**
 * Does an object of the text state a member twice? `JSON.parse` takes the last one, and whoever looks
 * at the text may see the first. `value`: what was parsed of it.
 */
export const hasMemberTwice = (text: string, value: unknown): boolean =>
  countColons(text) > countMembers(value);

/** Outside of strings: one for each member (RFC 8259 §4). */
function countColons(text: string): number {
  let colons = 0;
  let isString = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text[at];
    if (unit === '"') isString = !isString;
    else if (isString) at += unit === '\\' ? 1 : 0;
    else if (unit === ':') colons += 1;
  }
  return colons;
}

function countMembers(document: unknown): number {
  let members = 0;
  const waiting = [document];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null) continue;
    const inside: readonly unknown[] = Object.values(value);
    if (!Array.isArray(value)) members += inside.length;
    for (const one of inside) waiting.push(one);
  }
  return members;
}

/** An object's own members; `undefined` for anything else. */
export function asRecord(value: unknown): JsonRecord | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value));
}

/** The members of an array; none for anything else. */
export function listIn(record: JsonRecord, name: string): readonly unknown[] {
  const value = record.get(name);
  return Array.isArray(value) ? value : [];
}

/** A whole number from 0 that a file may be long. */
export function sizeIn(record: JsonRecord, name: string): number | undefined {
  const value = record.get(name);
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

export function textIn(record: JsonRecord, name: string): string | undefined {
  const value = record.get(name);
  return typeof value === 'string' ? value : undefined;
}
