/**
 * A check of plain data against a picture of it: what comes from a worker is code of this build, but
 * a message that lacks a part must not surface as a broken page.
 */
import { unexpected } from './decode-fields.ts';

/**
 * What `typeof` says; `count` for a whole number from 0; a list of one shape; or fields, of which
 * one with a question mark behind its name may be absent. Other fields are let through.
 */
export type Shape =
  | 'string'
  | 'boolean'
  | 'object'
  | 'count'
  | readonly [Shape]
  | { readonly [field: string]: Shape };

/** The value itself, of the type that its caller drew the shape for. Throws `Fault('worker.protocol')`. */
export function decodeShape(value: unknown, shape: Shape, what: string): unknown {
  if (!hasShape(value, shape)) throw unexpected(what, value);
  return value;
}

function hasShape(value: unknown, shape: Shape): boolean {
  if (shape === 'count') return Number.isSafeInteger(value) && Number(value) >= 0;
  if (typeof shape === 'string') return typeof value === shape;
  if (isList(shape)) return Array.isArray(value) && value.every((one) => hasShape(one, shape[0]));
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(shape).every(([name, inner]) => {
    const field = (value as Readonly<Record<string, unknown>>)[name.replace('?', '')];
    return field === undefined ? name.endsWith('?') : hasShape(field, inner);
  });
}

const isList = (shape: Exclude<Shape, string>): shape is readonly [Shape] => Array.isArray(shape);
