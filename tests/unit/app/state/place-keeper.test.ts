import { beforeEach, describe, expect, test } from 'vitest';
import { ReadingPlaces, type ReadingPlacesPorts } from '../../../../src/app/state/place-keeper.ts';
import type { Checkpoint } from '../../../../src/core/digest/checkpoint.ts';
import { createInterruptedJob } from '../../../../src/engine/shared/job.ts';
import { openHandle, type FileHandle } from '../../../../src/platform/files/handle.ts';
import type {
  ReadingStore,
  StoredReading,
} from '../../../../src/platform/storage/reading-store.ts';
import { settle } from '../../../support/queue-bench.ts';

const SIZE = 1000;
const algorithms = ['sha1'] as const;
const full = new DOMException('no room', 'QuotaExceededError');
const checkpointAt = (bytes: number): Checkpoint => ({
  bytes,
  states: new Map([['sha1', Uint8Array.of(1, 2, 3)]]),
  prefixes: [],
});

/** A store in memory, of which every call may be refused. */
class TestStore implements ReadingStore {
  readonly readings = new Map<string, StoredReading>();
  readonly held: string[] = [];
  readonly builds: string[] = [];
  refusal: Error | undefined;
  /** In the order in which they began. */
  readonly calls: string[] = [];

  async put(id: string, reading: StoredReading): Promise<void> {
    this.calls.push(`put ${reading.checkpoint.bytes}`);
    await settle(); // slow enough for a removal to overtake it
    if (this.refusal) throw this.refusal;
    this.readings.set(id, reading);
  }
  async remove(id: string): Promise<void> {
    this.calls.push('remove');
    if (this.refusal) throw this.refusal;
    this.readings.delete(id);
    return Promise.resolve();
  }
  takeOver(build: string): Promise<readonly (readonly [string, StoredReading])[]> {
    this.builds.push(build);
    return this.refusal ? Promise.reject(this.refusal) : Promise.resolve([...this.readings]);
  }
  hold(id: string): void {
    this.held.push(id);
  }
}

let store: TestStore;
let refused: string[];
beforeEach(() => {
  store = new TestStore();
  refused = [];
});

const open = (ports: Partial<ReadingPlacesPorts> = {}): ReadingPlaces =>
  new ReadingPlaces({
    openStore: () => Promise.resolve(store),
    build: 'this build',
    onRefused: (name) => refused.push(name),
    ...ports,
  });

function handleTo(file: File, permission: PermissionState = 'granted'): FileHandle {
  const handle = {
    getFile: () => Promise.resolve(file),
    queryPermission: () => Promise.resolve(permission),
    requestPermission: () => Promise.resolve(permission),
  };
  return handle as unknown as FileHandle;
}

const machine = createInterruptedJob(SIZE, {
  ...{ algorithms, bytesRead: 400 },
  ...{ startedAt: 5, sittings: 2 },
});
const fileNamed = (name: string): File =>
  new File([new Uint8Array(SIZE)], name, { lastModified: 77 });

/** A row whose file has a handle, as one that was dropped. */
async function rowNamed(name: string) {
  return { name, machine, file: await openHandle(handleTo(fileNamed(name))) };
}

/** Everything that was asked of the store is done. */
async function done(): Promise<void> {
  for (let i = 0; i < 5; i++) await settle();
}

const stored = (changes: object = {}): StoredReading => ({
  ...{ build: 'this build', name: 'a.iso', size: SIZE, lastModified: 77 },
  ...{ handle: handleTo(fileNamed('a.iso')), algorithms, checkpoint: checkpointAt(400) },
  ...{ startedAt: 5, savedAt: 6, sittings: 2 },
  ...changes,
});

describe('the place of a reading', () => {
  test('is kept with all that it takes to go on, and held for this page', async () => {
    const row = await rowNamed('a.iso');
    open().keep(row, checkpointAt(400));
    await done();
    const [[id, reading] = []] = [...store.readings];
    expect(reading).toMatchObject({
      ...{ build: 'this build', name: 'a.iso', size: SIZE, lastModified: 77 },
      ...{ algorithms, checkpoint: { bytes: 400 }, startedAt: 5, sittings: 2 },
    });
    expect(store.held).toEqual([id]);
  });

  test('moves on where it was kept before; that of another image is another', async () => {
    const places = open();
    const [first, second] = [await rowNamed('a.iso'), await rowNamed('b.iso')];
    places.keep(first, checkpointAt(400));
    places.keep(first, checkpointAt(500));
    places.keep(second, checkpointAt(600));
    await done();
    const kept = [...store.readings.values()];
    expect(kept.map(({ name, checkpoint }) => [name, checkpoint.bytes])).toEqual([
      ['a.iso', 500],
      ['b.iso', 600],
    ]);
  });

  test('is removed when the reading ends, after what is still being written', async () => {
    const places = open();
    const row = await rowNamed('a.iso');
    places.keep(row, checkpointAt(400));
    places.drop(row);
    await done();
    expect(store.calls).toEqual(['put 400', 'remove']);
    expect(store.readings.size).toBe(0);
  });

  test('that was never kept needs no store to be dropped', async () => {
    open({ openStore: () => Promise.reject(new Error('not asked')) }).drop(await rowNamed('a.iso'));
    await done();
    expect(refused).toEqual([]);
  });

  test.each([
    ['without a handle', fileNamed('a.iso')],
    ['that is no file', undefined],
  ])('of something %s is not kept', async (_, file) => {
    open().keep({ name: 'a.iso', machine, file }, checkpointAt(400));
    await done();
    expect(store.calls).toEqual([]);
  });

  test('is not kept where nothing may be stored, and nobody complains', async () => {
    const places = open({ openStore: undefined });
    const row = await rowNamed('a.iso');
    places.keep(row, checkpointAt(400));
    places.drop(row);
    await done();
    expect(refused).toEqual([]);
    expect(await places.takeOver()).toEqual([]);
  });
});

describe('a store that refuses', () => {
  test('is told of once, and not asked to keep anything more', async () => {
    store.refusal = full;
    const places = open();
    const row = await rowNamed('a.iso');
    places.keep(row, checkpointAt(400));
    places.keep(await rowNamed('b.iso'), checkpointAt(500));
    await done();
    places.keep(row, checkpointAt(600));
    places.drop(row);
    await done();
    expect(refused).toEqual(['a.iso']);
    expect(store.calls).not.toContain('put 600');
  });

  test('to open is told of once', async () => {
    const places = open({ openStore: () => Promise.reject(full) });
    places.keep(await rowNamed('a.iso'), checkpointAt(400));
    places.keep(await rowNamed('b.iso'), checkpointAt(400));
    await done();
    expect(refused).toEqual(['a.iso']);
    expect(await places.takeOver()).toEqual([]);
  });

  test('to open by throwing is told of too', async () => {
    const openStore = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    const places = open({ openStore });
    places.keep(await rowNamed('a.iso'), checkpointAt(400));
    await done();
    expect(refused).toEqual(['a.iso']);
    expect(await places.takeOver()).toEqual([]);
  });

  test('to be looked through has nothing to take up', async () => {
    store.refusal = full;
    expect(await open().takeOver()).toEqual([]);
    expect(refused).toEqual([]);
  });
});

describe('what earlier pages left', () => {
  test('is found with all that it takes to go on', async () => {
    store.readings.set('id', stored());
    const [found] = await open().takeOver();
    expect(found).toMatchObject({
      id: 'id',
      source: {
        ...{ kind: 'interrupted', name: 'a.iso', size: SIZE },
        reading: { algorithms, bytesRead: 400, startedAt: 5, sittings: 2 },
      },
    });
    expect(store.builds).toEqual(['this build']);
  });

  test('is kept where it was found once a row has adopted it', async () => {
    store.readings.set('id', stored());
    const places = open();
    const row = await rowNamed('a.iso');
    places.adopt(row, 'id');
    places.keep(row, checkpointAt(700));
    await done();
    expect(store.readings.get('id')).toMatchObject({ checkpoint: { bytes: 700 } });
    places.drop(row);
    await done();
    expect(store.readings.size).toBe(0);
  });

  test('is the same file by its size and its date', async () => {
    store.readings.set('id', stored());
    const [found] = await open().takeOver();
    const isSame = found?.source.interrupted.isSame;
    expect(isSame?.(fileNamed('renamed.iso'))).toBe(true);
    expect(isSame?.(new File(['short'], 'a.iso', { lastModified: 77 }))).toBe(false);
    expect(isSame?.(new File([new Uint8Array(SIZE)], 'a.iso', { lastModified: 78 }))).toBe(false);
  });

  test.each<[string, FileHandle, string]>([
    ['may not be read', handleTo(fileNamed('a.iso'), 'denied'), 'read.denied'],
    [
      'is gone',
      {
        ...handleTo(fileNamed('a.iso')),
        getFile: () => Promise.reject(new DOMException('gone', 'NotFoundError')),
      },
      'read.failed',
    ],
  ])('of a file that %s says so when it is opened', async (_, handle, code) => {
    store.readings.set('id', stored({ handle }));
    const [found] = await open().takeOver();
    await expect(found?.source.interrupted.open()).rejects.toMatchObject({ code });
  });

  test.each<[string, unknown]>([
    ['no record at all', null],
    ['a text', 'reading'],
    ['an empty record', {}],
    ['no checkpoint', stored({ checkpoint: undefined })],
    ['a checkpoint of another shape', stored({ checkpoint: { bytes: '400', states: [] } })],
    ['no states', stored({ checkpoint: { bytes: 400, states: new Map(), prefixes: [] } })],
    ['a negative place', stored({ checkpoint: checkpointAt(-1) })],
    ['a place behind the end', stored({ checkpoint: checkpointAt(SIZE + 1) })],
    ['algorithms that are no list', stored({ algorithms: 'sha1' })],
    ['an algorithm that nobody knows', stored({ algorithms: ['sha1', 'rot13'] })],
    ['no algorithms', stored({ algorithms: [] })],
    ['a size that is no number', stored({ size: 'large' })],
    ['a name that is no text', stored({ name: 7 })],
    ['sittings that are no number', stored({ sittings: 'two' })],
    ['no handle', stored({ handle: undefined })],
  ])('and is damaged (%s) is left alone; the others are found', async (_, damaged) => {
    store.readings.set('damaged', damaged as StoredReading);
    store.readings.set('whole', stored());
    const found = await open().takeOver();
    expect(found.map(({ id }) => id)).toEqual(['whole']);
  });
});
