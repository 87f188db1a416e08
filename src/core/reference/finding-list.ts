/** The findings of one reference, bounded for each kind so that none crowds out the others. */
import type { Finding, FindingCode } from '../finding.ts';
import { MAX_FINDINGS_PER_CODE } from './limits.ts';
import type { Remark } from './statement.ts';

export class FindingList {
  readonly #kept: Finding[] = [];
  readonly #counts = new Map<FindingCode, number>();

  add(remark: Remark, line: number): void {
    const count = (this.#counts.get(remark.code) ?? 0) + 1;
    this.#counts.set(remark.code, count);
    if (count <= MAX_FINDINGS_PER_CODE) this.#kept.push({ ...remark, line });
  }

  /**
   * In line order, at most `MAX_FINDINGS_PER_CODE` of each code; the last one of a code that has
   * more says how many in `detail.more`.
   */
  finish(): Finding[] {
    const seen = new Map<FindingCode, number>();
    const counted = this.#kept.map((finding) => {
      const nth = (seen.get(finding.code) ?? 0) + 1;
      seen.set(finding.code, nth);
      const more = (this.#counts.get(finding.code) ?? 0) - MAX_FINDINGS_PER_CODE;
      return nth === MAX_FINDINGS_PER_CODE && more > 0
        ? { ...finding, detail: { ...finding.detail, more } }
        : finding;
    });
    return counted.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  }
}
