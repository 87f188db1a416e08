/** Readings that ended with their page, and what is kept so that they can be taken up. */
import { beforeEach, describe, expect, test } from 'vitest';
import { Fault } from '../../../src/core/fault.ts';
import { BYTES, FACTS, QueueBench, settle } from '../../support/queue-bench.ts';

let bench: QueueBench;

beforeEach(() => {
  bench = new QueueBench();
});

describe('an interrupted reading', () => {
  test('waits, paused, for somebody to take it up', async () => {
    await bench.addInterrupted('a.iso');
    expect(bench.phases).toEqual({ 'a.iso': 'paused' });
    expect(bench.running).toEqual([]);
  });

  test('does not keep other images waiting', async () => {
    await bench.addInterrupted('a.iso');
    await bench.add('b.iso');
    expect(bench.running).toEqual(['b.iso']);
  });

  test('goes on where it stood, with one more sitting', async () => {
    const row = await bench.addInterrupted('a.iso');
    bench.queue.resume(row);
    await settle();
    expect(bench.log).toContain('read a.iso from 400');
    await bench.finish('a.iso');
    expect(row.machine).toMatchObject({ phase: 'done', sittings: 2, startedAt: 5 });
    expect(row.machine.bytesRead).toBe(BYTES);
  });

  test('has the one that is read stand aside', async () => {
    const row = await bench.addInterrupted('a.iso');
    await bench.add('b.iso');
    bench.queue.resume(row);
    await settle();
    expect(bench.running).toEqual(['a.iso']);
    await bench.finish('a.iso');
    expect(bench.running).toEqual(['b.iso']);
  });

  test('is taken up once, however often that is asked for', async () => {
    const row = await bench.addInterrupted('a.iso');
    bench.queue.resume(row);
    bench.queue.resume(row);
    await settle();
    bench.queue.resume(row);
    await settle();
    expect(bench.running).toEqual(['a.iso']);
    expect(row.machine.sittings).toBe(2);
  });

  test.each(['cancel', 'remove'] as const)(
    'is not read if a %s comes while its file is looked at',
    async (how) => {
      bench.answersInspections = false;
      const row = await bench.addInterrupted('a.iso');
      bench.queue.resume(row);
      await settle();
      if (how === 'cancel') bench.queue.cancel(row);
      else bench.queue.remove([row]);
      bench.inspections.get('a.iso')?.(FACTS);
      await settle();
      expect(bench.reads).toEqual([]);
    },
  );

  test('of a file that has changed fails, and a retry reads it from its beginning', async () => {
    const row = await bench.addInterrupted('a.iso', { isSame: () => false });
    bench.queue.resume(row);
    await settle();
    expect(row.machine).toMatchObject({ phase: 'failed', fault: { code: 'read.changed' } });
    bench.queue.retry(row);
    await settle();
    expect(bench.log).toContain('read a.iso');
  });

  test.each(['read.denied', 'read.failed'] as const)(
    'that meets %s says so, and can be tried again',
    async (code) => {
      let attempts = 0;
      const row = await bench.addInterrupted('a.iso', {
        open: () =>
          ++attempts === 1
            ? Promise.reject(new Fault(code, ''))
            : Promise.resolve(new File([], '')),
      });
      bench.queue.resume(row);
      await settle();
      expect(bench.stuck).toEqual([`a.iso ${code}`]);
      expect(row.phase).toBe('paused');
      bench.queue.resume(row);
      await settle();
      expect(row.phase).toBe('reading');
    },
  );

  test('that is cancelled is forgotten, and can be begun anew', async () => {
    const row = await bench.addInterrupted('a.iso');
    bench.places.kept.set('a.iso', 400);
    bench.queue.cancel(row);
    expect(row.phase).toBe('cancelled');
    expect([...bench.places.kept]).toEqual([]);
    bench.queue.retry(row);
    await settle();
    expect(bench.running).toEqual(['a.iso']);
  });

  test('that is removed is forgotten', async () => {
    const row = await bench.addInterrupted('a.iso');
    bench.places.kept.set('a.iso', 400);
    bench.queue.remove([row]);
    expect([...bench.places.kept]).toEqual([]);
  });
});

describe('the place of a reading', () => {
  test('is kept at each checkpoint, and no longer than it lasts', async () => {
    await bench.add('a.iso');
    bench.checkpoint('a.iso', 300);
    bench.checkpoint('a.iso', 600);
    expect([...bench.places.kept]).toEqual([['a.iso', 600]]);
    await bench.finish('a.iso');
    expect([...bench.places.kept]).toEqual([]);
  });

  test('is forgotten when it fails', async () => {
    await bench.add('a.iso');
    bench.checkpoint('a.iso', 300);
    await bench.fail('a.iso');
    expect([...bench.places.kept]).toEqual([]);
  });
});

describe('a file that was rewritten while it was read', () => {
  test('has no verdict where a fresh look can tell', async () => {
    await bench.add('a.iso');
    bench.isUnchanged = false;
    await bench.finish('a.iso');
    expect(bench.row('a.iso').machine).toMatchObject({
      phase: 'failed',
      fault: { code: 'read.changed' },
    });
  });

  test('is taken as it was read where nobody can tell', async () => {
    await bench.add('a.iso');
    bench.isUnchanged = undefined;
    await bench.finish('a.iso');
    expect(bench.row('a.iso').phase).toBe('done');
  });
});
