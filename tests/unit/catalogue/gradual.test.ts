import { describe, expect, it } from 'vitest';
import { Gradual, Graduals } from '../../../src/core/catalogue/gradual.ts';

const counting = () => {
  const begun: number[] = [];
  const gradual = new Gradual(function* () {
    begun.push(begun.length);
    yield;
    yield;
    return 'made';
  });
  return { begun, gradual };
};

describe('what is made in steps', () => {
  it('is made after as many steps as it has, and then stays so', () => {
    const { gradual } = counting();
    expect([1, 2, 3, 4].map(() => gradual.step())).toEqual([false, false, true, true]);
  });

  it('begins nothing before the first step, and nothing twice', () => {
    const { begun, gradual } = counting();
    expect(begun).toEqual([]);
    gradual.step();
    expect([gradual.finish(), gradual.finish(), begun.length]).toEqual(['made', 'made', 1]);
  });

  it('begins anew after a step that threw', () => {
    let tries = 0;
    const gradual = new Gradual<string>(function* () {
      yield;
      tries++;
      if (tries === 1) throw new Error('broken');
      return 'mended';
    });
    expect(() => gradual.finish()).toThrow('broken');
    expect([gradual.finish(), tries]).toEqual(['mended', 2]);
  });

  it('can be nothing', () => {
    let calls = 0;
    const gradual = new Gradual<undefined>(function* () {
      calls++;
      yield;
      return undefined;
    });
    gradual.finish();
    gradual.finish();
    expect(calls).toBe(1);
  });

  it('is one for each key', () => {
    const [one, other] = [{ name: 'one' }, { name: 'other' }];
    const graduals = new Graduals<{ name: string }, string>(function* ({ name }) {
      yield;
      return name;
    });
    expect(graduals.for(one)).toBe(graduals.for(one));
    expect([graduals.for(one).finish(), graduals.for(other).finish()]).toEqual(['one', 'other']);
  });
});
