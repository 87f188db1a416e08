/**
 * When the text of an input is ready to be used: at once when it was pasted, dropped or filled in
 * by a program; after a pause when it was typed, so that half a digest is not taken for a whole one.
 */
export const TYPING_PAUSE_MS = 1000;

/** CRC-32 is the shortest digest: whoever brings as many characters in one event does not type. */
const FEWEST_PASTED_CHARACTERS = 8;

/** The part of an `InputEvent` that tells; an `Event` made by a program has neither field. */
export interface InputChange {
  readonly inputType?: string;
  readonly data?: string | null;
}

/** Input Events Level 2 §5.1.2: what a key press, an input method or an undo brings. */
const TYPING =
  /^(?:insertText|insertCompositionText|insertLineBreak|insertParagraph|delete|history)/;

export function isTyping({ inputType, data }: InputChange): boolean {
  if (inputType === undefined || !TYPING.test(inputType)) return false;
  // Autofill, dictation and WebDriver's "insert text" come as insertText with a long text.
  return (data?.length ?? 0) < FEWEST_PASTED_CHARACTERS;
}

/** A timer that can be called off; `setTimeout` on the page, a clock by hand in tests. */
export type Schedule = (run: () => void, afterMs: number) => () => void;

export interface Settle {
  /** The text is now this, by this change. An empty text is always final. */
  change(text: string, change: InputChange): void;
  /** Enter, or the field was left: what was typed is final. */
  settle(text: string): void;
  /** Forgets what was typed and is not final. */
  stop(): void;
}

export function createSettle(apply: (text: string) => void, schedule: Schedule): Settle {
  let callOff: (() => void) | undefined;
  const stop = (): void => {
    callOff?.();
    callOff = undefined;
  };
  const applyNow = (text: string): void => {
    stop();
    apply(text);
  };
  return {
    change(text, change) {
      stop();
      if (text.trim() === '' || !isTyping(change)) applyNow(text);
      else callOff = schedule(() => applyNow(text), TYPING_PAUSE_MS);
    },
    settle(text) {
      if (callOff) applyNow(text);
    },
    stop,
  };
}
