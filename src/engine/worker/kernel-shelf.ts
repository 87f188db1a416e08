import type { AlgorithmId } from '../../core/digest/algorithm.ts';
import type { Hasher, HasherFactory } from '../../core/digest/hasher.ts';
import { selfTest } from '../../core/digest/self-test.ts';
import { Fault } from '../../core/fault.ts';

/** The hashers of one worker: tested before their first use, made once, used job after job. */
export class KernelShelf {
  readonly #create: HasherFactory;
  readonly #tested = new Set<AlgorithmId>();
  readonly #hashers = new Map<AlgorithmId, Hasher>();

  constructor(create: HasherFactory) {
    this.#create = create;
  }

  /** Puts every algorithm to the test, also those that passed before; returns those that fail. */
  async test(algorithms: readonly AlgorithmId[]): Promise<readonly AlgorithmId[]> {
    const results = await selfTest(algorithms, this.#create);
    for (const { algorithm, passed } of results) {
      if (passed) this.#tested.add(algorithm);
      else this.#tested.delete(algorithm);
    }
    return results.filter((result) => !result.passed).map((result) => result.algorithm);
  }

  /**
   * One hasher per algorithm; they stay on the shelf, so only one reading may use them at a time.
   * Rejects with `Fault('kernel.self-test')` if one of them answers a known question wrongly, with
   * `worker.memory` if there is no memory for one.
   */
  async take(algorithms: readonly AlgorithmId[]): Promise<readonly Hasher[]> {
    const wanted = [...new Set(algorithms)]; // one hasher twice in a set would take each byte twice
    const failed = await this.test(wanted.filter((id) => !this.#tested.has(id)));
    if (failed.length > 0) {
      throw new Fault('kernel.self-test', `kernels expected to pass, failed: ${failed.join(', ')}`);
    }
    const hashers: Hasher[] = [];
    for (const algorithm of wanted) hashers.push(await this.#hasherOf(algorithm));
    return hashers;
  }

  async #hasherOf(algorithm: AlgorithmId): Promise<Hasher> {
    const kept = this.#hashers.get(algorithm);
    if (kept !== undefined) return kept;
    const made = await this.#create(algorithm);
    this.#hashers.set(algorithm, made);
    return made;
  }
}
