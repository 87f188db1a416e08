/** The findings of one binary structure, bounded for each kind so that none crowds out the others. */
import type { Finding, FindingCode } from '../finding.ts';

/** Kept of each kind: enough to see a pattern, few enough to show. */
export const MAX_FINDINGS_PER_KIND = 20;

export class Findings {
  readonly #kept: Finding[] = [];
  readonly #counts = new Map<FindingCode, number>();

  add(finding: Finding): void {
    const more = finding.detail?.['more'];
    const weight = 1 + (typeof more === 'number' ? more : 0); // what was counted before, elsewhere
    const before = this.#counts.get(finding.code) ?? 0;
    this.#counts.set(finding.code, before + weight);
    if (before < MAX_FINDINGS_PER_KIND) this.#kept.push(withoutMore(finding));
  }

  addAll(findings: readonly Finding[]): void {
    for (const finding of findings) this.add(finding);
  }

  /**
   * In the order in which they were added; the last one kept of a code that had more says how
   * many in `detail.more`.
   */
  finish(): readonly Finding[] {
    const left = new Map<FindingCode, number>();
    for (const { code } of this.#kept) left.set(code, (left.get(code) ?? 0) + 1);
    const kept = new Map(left);
    return this.#kept.map((finding) => {
      const { code } = finding;
      const remaining = (left.get(code) ?? 0) - 1;
      left.set(code, remaining);
      const more = (this.#counts.get(code) ?? 0) - (kept.get(code) ?? 0);
      if (remaining > 0 || more === 0) return finding;
      return { ...finding, detail: { ...finding.detail, more } };
    });
  }
}

function withoutMore(finding: Finding): Finding {
  if (finding.detail?.['more'] === undefined) return finding;
  const { more: _more, ...detail } = finding.detail;
  return { ...finding, detail };
}
