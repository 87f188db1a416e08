import fc from 'fast-check';
import { expect, test } from 'vitest';
import { QueueBench, settle, type TestRow } from '../support/queue-bench.ts';

type Act =
  'pause' | 'resume' | 'cancel' | 'retry' | 'first' | 'remove' | 'finish' | 'fail' | 'add' | 'find';

const act = fc.constantFrom<Act>(
  ...([
    'pause',
    'resume',
    'cancel',
    'retry',
    'first',
    'remove',
    'finish',
    'fail',
    'add',
    'find',
  ] as const),
);
const steps = fc.array(fc.tuple(act, fc.nat({ max: 9 })), { maxLength: 40 });

let found = 0;

/** A drive that takes longer than the next things that a person does. */
async function openLate(): Promise<File> {
  for (let turn = 0; turn < 3; turn++) await settle();
  return new File([new Uint8Array(1000)], 'found.iso');
}

/** Does what a person could do to that row at that moment; otherwise nothing. */
async function perform(bench: QueueBench, kind: Act, row: TestRow | undefined): Promise<void> {
  const { queue } = bench;
  if (kind === 'find') await bench.addInterrupted(`found ${++found}`, { open: openLate });
  else if (kind === 'add' || !row) await bench.add(`image ${bench.log.length}`);
  else if (kind === 'finish' || kind === 'fail') {
    if (bench.running.includes(row.name)) await bench[kind](row.name);
  } else if (kind === 'remove') queue.remove([row]);
  else if (isOffered(kind, row)) queue[kind](row);
  await settle();
}

function isOffered(kind: Act, { phase }: TestRow): boolean {
  if (kind === 'pause') return phase === 'reading';
  return kind !== 'resume' || phase === 'paused';
}

// Two readings at once ruin a stick; and a queue that forgets to go on is a page that hangs.
test('whatever is done, at most one image is read, and one is as long as any waits', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (done) => {
      const bench = new QueueBench();
      await bench.add('a', 'b', 'c');
      for (const [kind, index] of done) {
        const { rows } = bench.list;
        await perform(bench, kind, rows[index % Math.max(1, rows.length)]);
        const reading = Object.values(bench.phases).filter((phase) => phase === 'reading');
        const waiting = Object.values(bench.phases).filter((phase) => phase === 'queued');
        expect(bench.running.length).toBe(reading.length);
        if (waiting.length > 0) expect(reading.length).toBe(1);
        else expect(reading.length).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 200 },
  );
});
