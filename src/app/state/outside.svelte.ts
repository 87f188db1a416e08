/** Tells the world outside of the page how the work goes: title, badge, screen reader, power. */
import { isHidden, setBadge, setTitle, watchReturn, type Badge } from '../../platform/attention.ts';
import { WakeLock } from '../../platform/wake-lock.ts';
import { announce, describeResult } from '../text/announce.ts';
import { percentOfQueue } from '../text/queue.ts';
import { results } from '../text/results.ts';
import { MilestoneWatch } from './milestones.ts';
import type { JobView, SessionView } from './view.ts';

const wakeLock = new WakeLock();

/**
 * Call while a component is set up; it ends with that. `say` gets one line for those who do not
 * see the page, seldom.
 */
export function tellOutside(sessionOf: () => SessionView, say: (line: string) => void): void {
  const session = $derived(sessionOf());
  const watch = new MilestoneWatch<JobView>();
  /** Told in the title until somebody looks. */
  let result = $state.raw<string | undefined>();
  const remaining = $derived(session.queue.count - session.queue.ended);
  const title = $derived(
    remaining > 0 ? results.queue.percent(percentOfQueue(session.queue)) : result,
  );
  const badge: Badge = $derived(
    remaining > 0 ? remaining : result === undefined ? undefined : 'dot',
  );

  // The first of the effects: the others show what follows from it.
  $effect(() => {
    const milestones = watch.look(session.jobs);
    const line = announce(milestones, session.catalogueInfo);
    if (line !== '') say(line);
    const end = milestones.find(({ kind }) => kind === 'finished');
    if (end?.kind === 'finished' && isHidden())
      result = describeResult(end.jobs, session.catalogueInfo);
  });
  $effect(() => wakeLock.set(session.queue.isReading));
  $effect(() => setTitle(title));
  $effect(() => setBadge(badge));
  $effect(() => watchReturn(() => (result = undefined)));
  $effect(() => () => {
    wakeLock.set(false);
    setTitle(undefined);
    setBadge(undefined);
  });
}
