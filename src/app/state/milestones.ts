/** What is worth saying unasked of the work under way: little of each image, less of many. */
import { isEnded } from '../format/job.ts';
import type { JobView } from './view.ts';

export type Watched = Pick<
  JobView,
  | 'id'
  | 'name'
  | 'state'
  | 'bytesRead'
  | 'size'
  | 'secondsLeft'
  | 'assessment'
  | 'fault'
  | 'sittings'
>;

export type Milestone<Job extends Watched> =
  | { readonly kind: 'started'; readonly jobs: readonly Job[] }
  | { readonly kind: 'half'; readonly job: Job }
  /** It has its verdict, or another one. */
  | { readonly kind: 'ended'; readonly job: Job }
  | { readonly kind: 'part'; readonly ended: number; readonly count: number }
  /** Nothing is left to do; `jobs` are those that had been. */
  | { readonly kind: 'finished'; readonly jobs: readonly Job[] };

/** Of more images than these not each is spoken of: nobody listens to a list of two hundred. */
const FEW = 8;
const PARTS = 4;
/** A read that ends sooner needs no word half-way. */
const LONG_SECONDS = 20;

/** Looks at the images of the page again and again and tells what is new since the last time. */
export class MilestoneWatch<Job extends Watched> {
  /** The verdicts that were told, by id. */
  #told = new Map<string, string>();
  /** The images of the present piece of work, those that have ended among them. */
  #batch: ReadonlySet<string> = new Set();
  #hasStarted = false;
  #isHalfTold = false;
  #part = 0;

  look(jobs: readonly Job[]): readonly Milestone<Job>[] {
    const fresh = jobs.filter(
      (job) => isEnded(job.state) && this.#told.get(job.id) !== kindOf(job),
    );
    const batch = jobs.filter(
      (job) => !isEnded(job.state) || this.#batch.has(job.id) || fresh.includes(job),
    );
    const open = batch.filter(({ state }) => !isEnded(state));
    this.#told = new Map(
      jobs.flatMap((job) => (isEnded(job.state) ? [[job.id, kindOf(job)] as const] : [])),
    );
    this.#batch = new Set(batch.map(({ id }) => id));
    const told = fresh.length > FEW || batch.length > FEW ? [] : fresh.map(ended);
    if (open.length > 0) return [...this.#begin(batch), ...told, ...this.#goOn(batch, open)];
    this.#reset();
    if (fresh.length === 0) return [];
    return [
      ...(batch.length > 1 || told.length > 0 ? told : []),
      { kind: 'finished', jobs: batch },
    ];
  }

  #begin(batch: readonly Job[]): readonly Milestone<Job>[] {
    if (this.#hasStarted || !batch.some(({ state }) => state === 'reading')) return [];
    this.#hasStarted = true;
    return [{ kind: 'started', jobs: batch }];
  }

  #goOn(batch: readonly Job[], open: readonly Job[]): readonly Milestone<Job>[] {
    const [only] = batch;
    if (batch.length === 1 && only) return this.#halfOf(only);
    if (batch.length <= FEW) return [];
    const done = batch.length - open.length;
    const part = Math.floor((done / batch.length) * PARTS);
    if (part <= this.#part) return [];
    this.#part = part;
    return [{ kind: 'part', ended: done, count: batch.length }];
  }

  #halfOf(job: Job): readonly Milestone<Job>[] {
    const isHalf = job.bytesRead * 2 >= job.size && job.bytesRead > 0;
    if (this.#isHalfTold || !isHalf) return [];
    this.#isHalfTold = true;
    return (job.secondsLeft ?? 0) >= LONG_SECONDS ? [{ kind: 'half', job }] : [];
  }

  #reset(): void {
    this.#batch = new Set();
    this.#hasStarted = false;
    this.#isHalfTold = false;
    this.#part = 0;
  }
}

const kindOf = ({ assessment }: Watched): string => assessment.verdict.kind;

const ended = <Job extends Watched>(job: Job): Milestone<Job> => ({ kind: 'ended', job });
