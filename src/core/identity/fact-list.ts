/** Collects facts in the order of their weight, and notes where two places contradict each other. */
import { Findings } from '../bytes/findings.ts';
import type { Finding } from '../finding.ts';
import {
  IDENTITY_FIELDS,
  MAX_FACT_CHARACTERS,
  type Identity,
  type IdentityFact,
  type IdentityField,
  type IdentitySource,
} from './identity.ts';
import { agreeOnLanguage, agreeOnVersion } from './words.ts';

/** Of one field: a disc has at most some 40 languages and 20 editions. */
const MAX_FACTS_PER_FIELD = 64;

type Agree = (one: string, other: string) => boolean;

const same: Agree = (one, other) => one.toLowerCase() === other.toLowerCase();

/** Fields whose facts have to agree, whoever states them. */
const COMPARED: ReadonlyMap<IdentityField, Agree> = new Map([
  ['product', same],
  ['version', agreeOnVersion],
  ['servicePack', same],
  ['edition', same],
  ['architecture', same],
  ['language', agreeOnLanguage],
  ['channel', same],
]);

export class FactList {
  readonly #facts = new Map<IdentityField, IdentityFact[]>();
  readonly #lastResorts: IdentityFact[] = [];
  readonly #findings = new Findings();

  /** What is added first is believed first. Nothing happens for a value that is absent or blank. */
  add(field: IdentityField, value: string | undefined, source: IdentitySource): void {
    this.#put({ field, value: value ?? '', source, isHint: false });
  }

  addHint(field: IdentityField, value: string | undefined, source: IdentitySource): void {
    this.#put({ field, value: value ?? '', source, isHint: true });
  }

  /** A hint that counts only if nothing else is known of this field. */
  addLastResort(field: IdentityField, value: string, source: IdentitySource): void {
    this.#lastResorts.push({ field, value, source, isHint: true });
  }

  #put(fact: IdentityFact): void {
    const value = fact.value.trim().slice(0, MAX_FACT_CHARACTERS);
    const { field, source } = fact;
    const before = this.#facts.get(field) ?? [];
    if (value === '' || before.length >= MAX_FACTS_PER_FIELD) return;
    if (before.some((one) => one.source === source && one.value === value)) return;
    this.#facts.set(field, before);
    before.push({ ...fact, value });
  }

  note(findings: readonly Finding[]): void {
    this.#findings.addAll(findings);
  }

  /** Whether any fact of this field is known, a hint or not. */
  has(field: IdentityField): boolean {
    return this.#facts.has(field);
  }

  finish(): Identity {
    for (const fact of this.#lastResorts) if (!this.has(fact.field)) this.#put(fact);
    for (const [field, agree] of COMPARED) this.#compare(field, agree);
    const facts = IDENTITY_FIELDS.flatMap((field) => this.#factsOf(field));
    return { facts, findings: this.#findings.finish() };
  }

  /** Truths before hints, no value twice, and no hint that only repeats another in fewer words. */
  #factsOf(field: IdentityField): readonly IdentityFact[] {
    const agree = COMPARED.get(field) ?? same;
    const kept: IdentityFact[] = [];
    for (const fact of this.#ordered(field)) {
      const known = kept.findIndex((one) => repeats(fact, one, agree));
      const before = kept[known];
      if (before === undefined) kept.push(fact);
      else kept[known] = withSource(before, fact.source);
    }
    return kept;
  }

  #ordered(field: IdentityField): readonly IdentityFact[] {
    const own = this.#facts.get(field) ?? [];
    return [...own.filter(({ isHint }) => !isHint), ...own.filter(({ isHint }) => isHint)];
  }

  /** Each place beside the most telling one: no value of theirs in common is a contradiction. */
  #compare(field: IdentityField, agree: Agree): void {
    const facts = this.#ordered(field);
    const [first] = facts;
    if (first === undefined) return;
    const believed = facts.filter(({ source }) => source === first.source);
    const others = new Set(facts.map(({ source }) => source));
    others.delete(first.source);
    for (const source of others) {
      const said = facts.filter((fact) => fact.source === source);
      const isAgreed = said.some((one) => believed.some((other) => agree(one.value, other.value)));
      const [example] = said;
      if (!isAgreed && example) this.#findings.add(disagreement(first, example));
    }
  }
}

const repeats = (fact: IdentityFact, known: IdentityFact, agree: Agree): boolean =>
  known.value === fact.value ||
  (fact.isHint && known.value.length >= fact.value.length && agree(known.value, fact.value));

function withSource(fact: IdentityFact, source: IdentitySource): IdentityFact {
  const { alsoIn = [] } = fact;
  if (source === fact.source || alsoIn.includes(source)) return fact;
  return { ...fact, alsoIn: [...alsoIn, source] };
}

const disagreement = (believed: IdentityFact, other: IdentityFact): Finding => ({
  code: 'identity-disagrees',
  detail: {
    field: believed.field,
    said: believed.value,
    source: believed.source,
    other: other.value,
    otherSource: other.source,
  },
});
