import { describe, expect, it } from 'vitest';
import { createSettle, isTyping, type Schedule } from '../../../src/app/attachments/settle.ts';

/** A clock that is moved by hand. */
function handClock() {
  let now = 0;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  const schedule: Schedule = (run, afterMs) => {
    const timer = { at: now + afterMs, run };
    timers.add(timer);
    return () => timers.delete(timer);
  };
  const pass = (ms: number): void => {
    now += ms;
    for (const timer of [...timers]) {
      if (timer.at > now) continue;
      timers.delete(timer);
      timer.run();
    }
  };
  return { schedule, pass };
}

function field() {
  const applied: string[] = [];
  const clock = handClock();
  const settle = createSettle((text) => applied.push(text), clock.schedule);
  return { applied, settle, pass: clock.pass };
}

const key = { inputType: 'insertText', data: 'a' };

describe('what counts as typing', () => {
  it.each([
    ['a key', { inputType: 'insertText', data: 'a' }, true],
    ['an input method', { inputType: 'insertCompositionText', data: 'あ' }, true],
    ['a new line', { inputType: 'insertLineBreak', data: null }, true],
    ['backspace', { inputType: 'deleteContentBackward', data: null }, true],
    ['undo', { inputType: 'historyUndo', data: null }, true],
    ['a paste', { inputType: 'insertFromPaste', data: null }, false],
    ['a drop', { inputType: 'insertFromDrop', data: null }, false],
    ['a suggestion of the browser', { inputType: 'insertReplacementText' }, false],
    ['an event made by a script', {}, false],
    ['a driver that inserts a digest', { inputType: 'insertText', data: 'cbf43926' }, false],
    ['seven characters at once', { inputType: 'insertText', data: 'cbf4392' }, true],
  ])('%s', (_what, change, expected) => {
    expect(isTyping(change)).toBe(expected);
  });
});

describe('the box for the expected digest', () => {
  it('takes a pasted text at once', () => {
    const { applied, settle } = field();
    settle.change('0bcf', { inputType: 'insertFromPaste' });
    expect(applied).toEqual(['0bcf']);
  });

  it('takes a text set by a script at once', () => {
    const { applied, settle } = field();
    settle.change('0bcf', {});
    expect(applied).toEqual(['0bcf']);
  });

  it('waits a second after the last key', () => {
    const { applied, settle, pass } = field();
    settle.change('0', key);
    pass(900);
    settle.change('0b', key);
    pass(999);
    expect(applied).toEqual([]);
    pass(1);
    expect(applied).toEqual(['0b']);
  });

  it('takes a typed text on Enter, and not again after the pause', () => {
    const { applied, settle, pass } = field();
    settle.change('0b', key);
    settle.settle('0b\n');
    pass(5000);
    expect(applied).toEqual(['0b\n']);
  });

  it('takes nothing on Enter when nothing is waiting', () => {
    const { applied, settle } = field();
    settle.settle('0b');
    expect(applied).toEqual([]);
  });

  it('takes an emptied box at once, however it was emptied', () => {
    const { applied, settle } = field();
    settle.change('  ', { inputType: 'deleteContentBackward' });
    expect(applied).toEqual(['  ']);
  });

  it('forgets what was typed when a paste replaces it', () => {
    const { applied, settle, pass } = field();
    settle.change('0', key);
    settle.change('0bcf', { inputType: 'insertFromPaste' });
    pass(5000);
    expect(applied).toEqual(['0bcf']);
  });

  it('takes nothing after it was stopped', () => {
    const { applied, settle, pass } = field();
    settle.change('0', key);
    settle.stop();
    pass(5000);
    expect(applied).toEqual([]);
  });
});
