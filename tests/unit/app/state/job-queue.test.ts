import { describe, expect, test } from 'vitest';
import { SAMPLE_MS } from '../../../../src/app/state/job-queue.ts';
import { Fault } from '../../../../src/core/fault.ts';
import { entry, fake } from '../../../support/page-builder.ts';
import { BYTES, FACTS, QueueBench, settle } from '../../../support/queue-bench.ts';

describe('images that wait', () => {
  test('are read one after another, in their order', async () => {
    const bench = new QueueBench();
    await bench.add('a', 'b', 'c');
    expect(bench.running).toEqual(['a']);
    await bench.finish('a');
    expect(bench.running).toEqual(['b']);
    await bench.finish('b');
    await bench.finish('c');
    expect(bench.phases).toEqual({ a: 'done', b: 'done', c: 'done' });
  });

  test('are all inspected while the first is read, and wait on', async () => {
    const bench = new QueueBench();
    await bench.add('a', 'b', 'c');
    expect(bench.running).toEqual(['a']);
    expect(bench.log.filter((line) => line.startsWith('inspect'))).toEqual([
      'inspect a',
      'inspect b',
      'inspect c',
    ]);
    expect(bench.phases).toEqual({ a: 'reading', b: 'queued', c: 'queued' });
    expect(bench.row('c').facts).toEqual(FACTS);
  });

  test('are inspected one at a time', async () => {
    const bench = new QueueBench();
    bench.answersInspections = false;
    await bench.add('a', 'b');
    expect([...bench.inspections.keys()]).toEqual(['a']);
    await bench.answerInspection('a');
    expect([...bench.inspections.keys()]).toEqual(['b']);
  });

  test('are inspected once', async () => {
    const bench = new QueueBench();
    await bench.add('a', 'b');
    await bench.finish('a');
    await bench.finish('b');
    expect(bench.log).toEqual(['inspect a', 'inspect b', 'read a', 'read b']);
  });

  test('are inspected before the catalogue is there, and read after it came', async () => {
    const bench = new QueueBench();
    bench.isCatalogueThere = false;
    await bench.add('a', 'b');
    expect(bench.row('b').facts).toEqual(FACTS);
    expect(bench.running).toEqual([]);
    await bench.loadCatalogue();
    expect(bench.running).toEqual(['a']);
  });

  test('let the next begin when one fails at its inspection', async () => {
    const bench = new QueueBench();
    bench.answersInspections = false;
    await bench.add('a', 'b');
    await bench.answerInspection('a', new Fault('read.failed', 'gone'));
    await bench.answerInspection('b');
    expect(bench.phases).toEqual({ a: 'failed', b: 'reading' });
    expect(bench.row('a').machine.fault).toMatchObject({ code: 'read.failed', message: 'gone' });
  });

  test('fail with the reason of a self-test that failed', async () => {
    const fault = { code: 'kernel.self-test', message: 'wrong' } as const;
    const bench = new QueueBench(Promise.resolve(fault));
    await bench.add('a', 'b');
    expect(bench.phases).toEqual({ a: 'failed', b: 'failed' });
    expect(bench.row('b').machine.fault).toEqual(fault);
    expect(bench.log).toEqual([]);
  });

  test('are not read while references may come, but inspected', async () => {
    const bench = new QueueBench();
    const release = bench.queue.hold();
    await bench.add('a');
    expect([bench.running, bench.log]).toEqual([[], ['inspect a']]);
    release();
    await settle();
    expect(bench.running).toEqual(['a']);
  });

  test('wait for each that holds them, however often one lets go', async () => {
    const bench = new QueueBench();
    const [release] = [bench.queue.hold(), bench.queue.hold()];
    await bench.add('a');
    release();
    release();
    await settle();
    expect(bench.running).toEqual([]);
  });
});

describe('“first”', () => {
  test('makes an image the next one, on the page too', async () => {
    const bench = new QueueBench();
    const [, , , d] = await bench.add('a', 'b', 'c', 'd');
    if (d) bench.queue.first(d);
    expect(bench.list.rows.map(({ name }) => name)).toEqual(['a', 'd', 'b', 'c']);
    await bench.finish('a');
    expect(bench.running).toEqual(['d']);
    await bench.finish('d');
    expect(bench.running).toEqual(['b']);
  });

  test('leaves what is read where it is', async () => {
    const bench = new QueueBench();
    await bench.add('a', 'b', 'c');
    bench.queue.first(bench.row('c'));
    expect(bench.running).toEqual(['a']);
    expect(bench.phases['a']).toBe('reading');
  });

  test.each(['a', 'b'])('of %s, which is read or next, changes nothing', async (name) => {
    const bench = new QueueBench();
    await bench.add('a', 'b', 'c');
    bench.queue.first(bench.row(name));
    expect(bench.list.rows.map((row) => row.name)).toEqual(['a', 'b', 'c']);
  });

  test('is inspected before the others that wait', async () => {
    const bench = new QueueBench();
    bench.answersInspections = false;
    await bench.add('a', 'b', 'c');
    bench.queue.first(bench.row('c'));
    await bench.answerInspection('a');
    expect([...bench.inspections.keys()]).toEqual(['c']);
  });
});

describe('a pause', () => {
  test('lets the next image begin', async () => {
    const bench = new QueueBench();
    await bench.add('a', 'b');
    bench.queue.pause(bench.row('a'));
    await settle();
    expect(bench.running).toEqual(['b']);
    expect(bench.phases).toEqual({ a: 'paused', b: 'reading' });
  });

  test('that ends has what is read stand aside, until the resumed one is done', async () => {
    const bench = new QueueBench();
    await bench.add('a', 'b', 'c');
    bench.queue.pause(bench.row('a'));
    await settle();
    bench.queue.resume(bench.row('a'));
    await settle();
    expect(bench.running).toEqual(['a']);
    expect(bench.phases).toEqual({ a: 'reading', b: 'paused', c: 'queued' });
    await bench.finish('a');
    expect(bench.running).toEqual(['b']);
  });

  test('of one that stands aside by the user keeps it paused', async () => {
    const bench = new QueueBench();
    await bench.add('a', 'b');
    bench.queue.pause(bench.row('a'));
    await settle();
    bench.queue.resume(bench.row('a'));
    bench.queue.resume(bench.row('b'));
    bench.queue.pause(bench.row('b'));
    await settle();
    expect(bench.running).toEqual(['a']);
    await bench.finish('a');
    expect(bench.phases).toEqual({ a: 'done', b: 'paused' });
  });

  test('tells the pace to rest when nothing else is read', async () => {
    const bench = new QueueBench();
    await bench.add('a');
    const before = bench.list.rests;
    bench.queue.pause(bench.row('a'));
    expect(bench.list.rests).toBeGreaterThan(before);
  });
});

describe('what ends a reading', () => {
  test.each([
    ['a cancellation', 'cancelled', (on: QueueBench): void => on.queue.cancel(on.row('a'))],
    ['a failure', 'failed', (on: QueueBench): void => void on.fail('a')],
  ] as const)('%s: the next begins', async (_, phase, end) => {
    const bench = new QueueBench();
    await bench.add('a', 'b');
    end(bench);
    await settle();
    expect(bench.phases).toEqual({ a: phase, b: 'reading' });
  });

  test('a removal: the next begins, and the engine lets go of the file', async () => {
    const bench = new QueueBench();
    const [a] = await bench.add('a', 'b');
    if (a) bench.queue.remove([a]);
    await settle();
    expect(bench.running).toEqual(['b']);
    expect(bench.phases).toEqual({ b: 'reading' });
  });

  test('a second try is inspected anew and takes its turn', async () => {
    const bench = new QueueBench();
    await bench.add('a', 'b');
    await bench.fail('a');
    bench.queue.retry(bench.row('a'));
    await settle();
    expect(bench.phases).toEqual({ a: 'queued', b: 'reading' });
    await bench.finish('b');
    expect(bench.running).toEqual(['a']);
    expect(bench.log.filter((line) => line === 'inspect a')).toHaveLength(2);
  });

  test('more digests are read for without another inspection', async () => {
    const bench = new QueueBench();
    await bench.add('a');
    await bench.finish('a');
    bench.plan = () => ['sha1', 'md5'];
    bench.queue.advance();
    await settle();
    expect(bench.log).toEqual(['inspect a', 'read a', 'read a']);
  });
});

describe('the first bytes of an image', () => {
  const START = { bytes: 300, digests: { sha1: fake('sha1', 'b') } };
  const known = entry('known.iso', [['sha1', fake('sha1', 'b'), 'publisher']]);

  test('are looked up in the catalogue when it was read, as the plan asked', async () => {
    const bench = new QueueBench();
    bench.entries.push(known, entry('other.iso', [['sha1', fake('sha1', 'c'), 'publisher']]));
    bench.planPrefixes = () => [300, 700];
    await bench.add('a');
    expect(bench.reads.map(({ prefixes }) => prefixes)).toEqual([[300, 700]]);
    const other = { bytes: 700, digests: { sha1: fake('sha1', 'd') } };
    await bench.finish('a', [START, other]);
    expect(bench.row('a').prefixes).toEqual([
      { ...START, entries: [known] },
      { ...other, entries: [] },
    ]);
  });

  test('are asked for of an interrupted reading too, once it is known again what it is', async () => {
    const bench = new QueueBench();
    bench.planPrefixes = ({ facts, matches }) => (facts && matches ? [700] : []);
    const row = await bench.addInterrupted('a');
    bench.queue.resume(row);
    await settle();
    expect(bench.log.at(-1)).toBe('read a from 400');
    expect(bench.reads.map(({ prefixes }) => prefixes)).toEqual([[700]]);
  });

  test('are known to references alone where the catalogue cannot be asked', async () => {
    const bench = new QueueBench();
    await bench.add('a');
    bench.isCatalogueBroken = true;
    await bench.finish('a', [START]);
    expect(bench.row('a').prefixes).toEqual([{ ...START, entries: [] }]);
  });

  test('are kept while it is read again', async () => {
    const bench = new QueueBench();
    await bench.add('a');
    await bench.finish('a', [START]);
    bench.plan = () => ['sha1', 'md5'];
    bench.queue.advance();
    await settle();
    const { phase, prefixes } = bench.row('a');
    expect([phase, prefixes]).toEqual(['reading', [{ ...START, entries: [] }]]);
  });
});

describe('what is found of signatures', () => {
  test.each([
    ['a cancelled row', (on: QueueBench) => on.queue.cancel(on.row('a'))],
    ['a removed row', (on: QueueBench) => on.queue.remove([on.row('a')])],
  ])('is told to be too late for %s', async (_what, end) => {
    const bench = new QueueBench();
    const current: boolean[] = [];
    bench.checkSignatures = (_, isCurrent) => {
      current.push(isCurrent());
      end(bench);
      current.push(isCurrent());
      return Promise.resolve();
    };
    await bench.add('a');
    await bench.finish('a');
    expect(current).toEqual([true, false]);
  });

  test('is told to be too late, and changes nothing, once a second reading was cancelled', async () => {
    const bench = new QueueBench();
    await bench.add('a');
    await bench.finish('a');
    const row = bench.row('a');
    const { reading } = row;
    const current: boolean[] = [];
    bench.checkSignatures = (_, isCurrent) => {
      bench.queue.cancel(row);
      current.push(isCurrent());
      return Promise.resolve();
    };
    bench.plan = () => ['sha1', 'md5'];
    bench.queue.advance();
    await settle();
    await bench.finish('a');
    expect(current).toEqual([false]);
    expect(row.reading).toBe(reading);
  });
});

describe('an inspection that comes too late', () => {
  test('says nothing of an image that was cancelled and is tried again', async () => {
    const bench = new QueueBench();
    bench.answersInspections = false;
    await bench.add('a');
    bench.queue.cancel(bench.row('a'));
    bench.queue.retry(bench.row('a'));
    await bench.answerInspection('a');
    expect(bench.row('a').facts).toBeUndefined();
    expect([...bench.inspections.keys()]).toEqual(['a']);
  });

  test('of an image that was removed does not hold up the others', async () => {
    const bench = new QueueBench();
    bench.answersInspections = false;
    const [a] = await bench.add('a', 'b');
    if (a) bench.queue.remove([a]);
    await bench.answerInspection('a');
    await bench.answerInspection('b');
    expect(bench.running).toEqual(['b']);
  });
});

test('a reading that hangs is sampled each second, so that its standstill shows', async () => {
  const bench = new QueueBench();
  await bench.add('a');
  bench.progress('a', 400);
  bench.timers.advance(3 * SAMPLE_MS);
  expect(bench.list.samples).toEqual([
    ['a', 400],
    ['a', 400],
    ['a', 400],
    ['a', 400],
  ]);
  await bench.finish('a');
  expect(bench.timers.count).toBe(0);
  expect(bench.row('a').machine.bytesRead).toBe(BYTES);
});
