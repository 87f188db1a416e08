/** What takes its time, made without keeping the worker from its messages. */
import type { Gradual } from '../../core/catalogue/gradual.ts';

/** A question waits for as long at most, and for the end of the step that is under way. */
const SLICE_MS = 5;

/**
 * Resolves when what has come in the meantime was heard. By a message, since a timer within a timer
 * waits for at least 4 ms (HTML, "timer initialization steps").
 */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/** Rejects with what a step throws. */
export async function makeInSlices<Made>(gradual: Gradual<Made>): Promise<Made> {
  let end = performance.now() + SLICE_MS;
  while (!gradual.step()) {
    if (performance.now() < end) continue;
    await nextTurn();
    end = performance.now() + SLICE_MS;
  }
  return gradual.finish();
}
