import type { Attachment } from 'svelte/attachments';
import { createSettle } from './settle.ts';

const schedule = (run: () => void, afterMs: number): (() => void) => {
  const timer = setTimeout(run, afterMs);
  return () => clearTimeout(timer);
};

/** Calls `apply` with the text of a textarea when it is ready to be used: see `settle.ts`. */
export const settledInput =
  (apply: (text: string) => void): Attachment<HTMLTextAreaElement> =>
  (field) => {
    const settle = createSettle(apply, schedule);
    const onInput = (event: Event): void => {
      settle.change(field.value, event instanceof InputEvent ? event : {});
    };
    // Enter adds a line to what is typed: the text is taken after that.
    const onKeyUp = (event: KeyboardEvent): void => {
      if (event.key === 'Enter' && !event.isComposing) settle.settle(field.value);
    };
    const onChange = (): void => settle.settle(field.value);
    field.addEventListener('input', onInput);
    field.addEventListener('keyup', onKeyUp);
    field.addEventListener('change', onChange);
    return () => {
      settle.stop();
      field.removeEventListener('input', onInput);
      field.removeEventListener('keyup', onKeyUp);
      field.removeEventListener('change', onChange);
    };
  };
