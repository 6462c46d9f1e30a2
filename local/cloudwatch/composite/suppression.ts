import type { JsonObject } from '../../aws/json.ts';
import type { ActionsSuppressor } from './composite-definition.ts';

/** What holds back the actions of a composite alarm's last change of state; a period ends at `until` (epoch milliseconds). */
export type Suppression =
  | { readonly by: 'Alarm' }
  | { readonly by: 'WaitPeriod' | 'ExtensionPeriod'; readonly until: number };

/**
 * What follows from an event for the actions of a composite alarm (User Guide "Alarm suppression"): they are held back, or
 * taken now. Only a change of state has actions to hold back: a suppressor that comes and goes while there is none changes
 * nothing, which the guide leaves open. A period of 0 seconds is none.
 */
export type SuppressionEvent =
  | { readonly kind: 'stateChanged'; readonly suppressing: boolean }
  | { readonly kind: 'suppressorChanged'; readonly suppressing: boolean };

/** The suppression after an event at `now`; `undefined` when nothing holds the actions back any longer. */
export function nextSuppression(
  suppressor: ActionsSuppressor,
  current: Suppression | undefined,
  event: SuppressionEvent,
  now: number,
): Suppression | undefined {
  switch (event.kind) {
    case 'stateChanged':
      return event.suppressing ? { by: 'Alarm' } : period('WaitPeriod', suppressor.waitPeriod, now);
    case 'suppressorChanged':
      if (current === undefined) return undefined;
      if (event.suppressing) return current.by === 'Alarm' ? current : { by: 'Alarm' };
      return current.by === 'Alarm' ? period('ExtensionPeriod', suppressor.extensionPeriod, now) : current;
    default:
      return event satisfies never;
  }
}

/** A suppression in words, as DescribeAlarms and events have them. */
export function suppressedReason({ by }: Suppression): string {
  return `Actions suppressed by ${by}`;
}

/** A suppression as it was stored. */
export function readSuppression(stored: JsonObject): Suppression | undefined {
  if (stored.by === 'Alarm') return { by: 'Alarm' };
  if (stored.by !== 'WaitPeriod' && stored.by !== 'ExtensionPeriod') return undefined;
  return { by: stored.by, until: Number(stored.until) };
}

function period(by: 'WaitPeriod' | 'ExtensionPeriod', length: number, now: number): Suppression | undefined {
  return length > 0 ? { by, until: now + length } : undefined;
}
