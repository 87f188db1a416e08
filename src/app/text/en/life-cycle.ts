/** How long a system is mended by its makers, in English. */
import type { EditionClass, SupportPhase } from '../../../core/identity/life-cycle.ts';
import { quote } from '../quote.ts';

/** `when`: "on 14 January 2020", "in 2020". */
type Sentence = (when: string) => string;

export const when = {
  day: (day: string) => `on ${day}`,
  month: (month: string) => `in ${month}`,
  year: (year: string) => `in ${year}`,
};

export const ended = {
  support: (when) => `Support ended ${when}.`,
  mainstream: (when) => `Mainstream support ended ${when}.`,
  extended: (when) => `Extended support ended ${when}.`,
  'long-term': (when) => `Long-term support ended ${when}.`,
  paid: (when) => `The last paid updates came ${when}.`,
} satisfies Record<SupportPhase, Sentence>;

export const ends = {
  support: (when) => `Support ends ${when}.`,
  mainstream: (when) => `Mainstream support ends ${when}.`,
  extended: (when) => `Extended support ends ${when}.`,
  'long-term': (when) => `Long-term support ends ${when}.`,
  paid: (when) => `The last paid updates come ${when}.`,
} satisfies Record<SupportPhase, Sentence>;

/** Behind a sentence that is not true of all editions. */
export const onlyFor = {
  'home-pro': (sentence) => `Home and Pro: ${sentence}`,
  'enterprise-education': (sentence) => `Enterprise and Education: ${sentence}`,
  'long-term-servicing': (sentence) => `Long-term servicing: ${sentence}`,
} satisfies Record<EditionClass, Sentence>;

/** What all has ended for good. */
export const offTheNetwork = 'Keep machines that run it off the network.';
export const source = (page: string): string => `Going by ${quote(page)}.`;
