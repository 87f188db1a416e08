/** The worker's long work, and the questions that come while it is done. */
import { readFileSync } from 'node:fs';
import { afterEach, expect, it, vi } from 'vitest';
import { buildCatalogue } from '../../../scripts/build-catalogue.mjs';
import { Gradual } from '../../../src/core/catalogue/gradual.ts';
import { CatalogueDesk } from '../../../src/engine/worker/catalogue-desk.ts';
import { makeInSlices } from '../../../src/engine/worker/slices.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const STEP_MS = 3;
/** A clock that goes on by so much with each look at it. */
function slowClock(): void {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += STEP_MS));
}

it('hears what came in the meantime long before all steps are done', async () => {
  slowClock();
  const heard: string[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    heard.push('message');
    port1.close();
  };
  port2.postMessage('question');
  let steps = 0;
  const gradual = new Gradual(function* () {
    for (steps = 0; heard.length === 0 && steps < 1000; steps++) yield;
    return steps;
  });
  expect(await makeInSlices(gradual)).toBeLessThan(1000);
  expect(heard).toEqual(['message']);
});

it('rejects with what a step throws', async () => {
  const gradual = new Gradual(function* () {
    yield;
    throw new Error('broken');
  });
  await expect(makeInSlices(gradual)).rejects.toThrow('broken');
});

it('answers a look-up while the search is still being prepared', async () => {
  const { bytes } = await buildCatalogue({ sourceDir: 'catalogue' });
  const text = Buffer.from(bytes).toString('base64');
  const desk = new CatalogueDesk();
  await desk.answer({ id: 1, kind: 'load', origin: { kind: 'base64', text } });
  const answered: string[] = [];
  const ask = async (command: { kind: string }) => {
    const { kind } = await desk.answer(command);
    answered.push(kind);
  };
  const [line = ''] = readFileSync('catalogue/windows.jsonl', 'utf8').split('\n');
  const { fileName: name } = JSON.parse(line) as { fileName: string };
  const searching = { id: 2, kind: 'search', search: { text: 'windows', from: 0, count: 5 } };
  const finding = { id: 3, kind: 'find', query: { name, digests: [] } };
  await Promise.all([ask(searching), ask(finding)]);
  expect(answered).toEqual(['found', 'searched']);
});
