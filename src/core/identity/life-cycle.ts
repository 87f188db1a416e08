/** How long the system in an image is or was mended by its maker. */
import { valuesOf, type Identity } from './identity.ts';
import {
  LIFE_CYCLES,
  type EditionClass,
  type LifeCycleRow,
  type SupportEnd,
} from './life-cycle-table.ts';

export type { EditionClass, SupportEnd, SupportPhase } from './life-cycle-table.ts';

export interface LifeCycle {
  readonly product: string;
  /** Of the row: `12` for Debian 12.2.0. */
  readonly version?: string;
  /** At least one, in the order of time. Which of them have passed, the caller's clock knows. */
  readonly ends: readonly SupportEnd[];
  /** The maker's page that says so. */
  readonly source: string;
}

/** `undefined` for what the table does not have, and where the image does not say which it is. */
export function findLifeCycle(identity: Identity): LifeCycle | undefined {
  const products = valuesOf(identity, 'product');
  const [product] = products;
  if (product === undefined || products.length > 1) return undefined;
  const classes = new Set(valuesOf(identity, 'edition').map(classOf));
  const row = LIFE_CYCLES.find((one) => one.product === product && fits(one, identity, classes));
  if (row === undefined) return undefined;
  const { version, source } = row;
  const ends = row.ends.filter(({ editions }) => concerns(editions, classes));
  return ends.length === 0
    ? undefined
    : { product, ...(version === undefined ? {} : { version }), ends, source };
}

/** Editions of Windows by their EDITIONID: an S at the end, before an N, is long-term servicing. */
function classOf(edition: string): EditionClass {
  if (/^(?:IoT)?EnterpriseSN?(?:Eval)?$/i.test(edition)) return 'long-term-servicing';
  return /^(?:IoT)?Enterprise|^Education/i.test(edition) ? 'enterprise-education' : 'home-pro';
}

type Classes = ReadonlySet<EditionClass>;

function fits({ version, builds }: LifeCycleRow, identity: Identity, classes: Classes): boolean {
  const isLongTerm = classes.has('long-term-servicing');
  if (builds !== undefined) {
    const [build = ''] = valuesOf(identity, 'build');
    return isLongTerm && classes.size === 1 && builds.includes(build.split('.')[0] ?? '');
  }
  if (isLongTerm) return false;
  if (version === undefined) return true;
  const [own] = valuesOf(identity, 'version');
  return own !== undefined && (own === version || own.startsWith(`${version}.`));
}

/** A disc of several editions has the ends of all of them. */
const concerns = (editions: EditionClass | undefined, classes: Classes): boolean =>
  editions === undefined || classes.size === 0 || classes.has(editions);
