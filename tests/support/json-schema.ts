/**
 * Checks a value against a JSON Schema (draft 2020-12) as far as the project's own schema uses it.
 * A keyword that it does not know is an error, so that nothing goes unchecked.
 */
type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type Schema = { readonly [keyword: string]: Json };

const ANNOTATIONS = ['$schema', '$id', '$defs', 'title', 'description'];

/** RFC 3339 §5.6, and no leap second. */
const DATE_TIME =
  /^\d{4}-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** `path: what is wrong`, for everything that is wrong. */
export function findViolations(value: unknown, root: Schema): readonly string[] {
  const check = (one: unknown, schema: Schema, path: string): string[] =>
    Object.entries(schema).flatMap(([keyword, rule]) => {
      const checker = CHECKERS.get(keyword);
      if (checker) return checker({ one, rule, schema, path, check, root });
      if (ANNOTATIONS.includes(keyword)) return [];
      throw new Error(`the keyword ${keyword} is not known here`);
    });
  return check(value, root, '$');
}

interface Check {
  readonly one: unknown;
  readonly rule: Json;
  readonly schema: Schema;
  readonly path: string;
  readonly root: Schema;
  readonly check: (one: unknown, schema: Schema, path: string) => string[];
}
type Checker = (check: Check) => string[];

const show = (one: unknown): string => JSON.stringify(one);
const typeOf = (one: unknown): string => {
  if (one === null) return 'null';
  if (Array.isArray(one)) return 'array';
  return typeof one;
};
const isObject = (one: unknown): one is Record<string, unknown> => typeOf(one) === 'object';
const failUnless = (isRight: boolean, path: string, what: string): string[] =>
  isRight ? [] : [`${path}: ${what}`];

function checkType({ one, rule, path }: Check): string[] {
  const isOf = (type: Json) => (type === 'integer' ? Number.isInteger(one) : typeOf(one) === type);
  const types: readonly Json[] = Array.isArray(rule) ? (rule as readonly Json[]) : [rule];
  return failUnless(types.some(isOf), path, `${show(rule)} expected, got ${typeOf(one)}`);
}

function checkAdditional({ one, rule, schema, path, check }: Check): string[] {
  if (!isObject(one)) return [];
  const known = Object.keys((schema['properties'] ?? {}) as Schema);
  const additional = Object.entries(one).filter(([key]) => !known.includes(key));
  if (rule === false) return additional.map(([key]) => `${path}: ${key} is not foreseen`);
  return additional.flatMap(([key, value]) => check(value, rule as Schema, `${path}.${key}`));
}

function resolve(root: Schema, reference: string): Schema {
  const [, name = ''] = /^#\/\$defs\/(.+)$/.exec(reference) ?? [];
  const found = (root['$defs'] as Record<string, Schema> | undefined)?.[name];
  if (!found) throw new Error(`${reference} is not in the schema`);
  return found;
}

const CHECKERS = new Map<string, Checker>([
  ['type', checkType],
  ['const', ({ one, rule, path }) => failUnless(one === rule, path, `${show(rule)} expected`)],
  [
    'enum',
    ({ one, rule, path }) =>
      failUnless(
        (rule as readonly unknown[]).includes(one),
        path,
        `${show(one)} is not among ${show(rule)}`,
      ),
  ],
  [
    'pattern',
    ({ one, rule, path }) =>
      failUnless(
        typeof one !== 'string' || new RegExp(rule as string, 'u').test(one),
        path,
        `${show(one)} does not fit ${show(rule)}`,
      ),
  ],
  [
    'format',
    ({ one, rule, path }) =>
      failUnless(
        rule === 'date-time' && (typeof one !== 'string' || DATE_TIME.test(one)),
        path,
        `${show(one)} is no ${show(rule)}`,
      ),
  ],
  [
    'maximum',
    ({ one, rule, path }) =>
      failUnless(
        typeof one !== 'number' || one <= Number(rule),
        path,
        `at most or at least ${show(rule)} expected`,
      ),
  ],
  [
    'maxItems',
    ({ one, rule, path }) =>
      failUnless(
        !Array.isArray(one) || one.length <= Number(rule),
        path,
        `at most or at least ${show(rule)} expected`,
      ),
  ],
  [
    'minLength',
    ({ one, rule, path }) =>
      failUnless(
        typeof one !== 'string' || one.length >= Number(rule),
        path,
        `at most or at least ${show(rule)} expected`,
      ),
  ],
  [
    'maxLength',
    ({ one, rule, path }) =>
      failUnless(
        typeof one !== 'string' || one.length <= Number(rule),
        path,
        `at most or at least ${show(rule)} expected`,
      ),
  ],
  [
    'minimum',
    ({ one, rule, path }) =>
      failUnless(
        typeof one !== 'number' || one >= Number(rule),
        path,
        `at least ${show(rule)} expected`,
      ),
  ],
  [
    'minItems',
    ({ one, rule, path }) =>
      failUnless(
        !Array.isArray(one) || one.length >= Number(rule),
        path,
        `at least ${show(rule)} items expected`,
      ),
  ],
  [
    'required',
    ({ one, rule, path }) =>
      isObject(one)
        ? (rule as readonly string[]).flatMap((key) =>
            failUnless(key in one, path, `${key} is missing`),
          )
        : [],
  ],
  [
    'properties',
    ({ one, rule, path, check }) =>
      isObject(one)
        ? Object.entries(rule as Record<string, Schema>).flatMap(([key, schema]) =>
            key in one ? check(one[key], schema, `${path}.${key}`) : [],
          )
        : [],
  ],
  ['additionalProperties', checkAdditional],
  [
    'propertyNames',
    ({ one, rule, path, check }) =>
      isObject(one)
        ? Object.keys(one).flatMap((key) => check(key, rule as Schema, `${path}: ${key}`))
        : [],
  ],
  [
    'items',
    ({ one, rule, path, check }) =>
      Array.isArray(one)
        ? one.flatMap((each, index) => check(each, rule as Schema, `${path}[${index}]`))
        : [],
  ],
  [
    'anyOf',
    ({ one, rule, path, check }) => {
      const each = (rule as readonly Schema[]).map((schema) => check(one, schema, path));
      return each.some((problems) => problems.length === 0) ? [] : each.flat();
    },
  ],
  ['$ref', ({ one, rule, path, root, check }) => check(one, resolve(root, rule as string), path)],
]);
