import { nextBusinessTime } from '../../../functions/lib/incidents/business-hours.ts';
import { isActing } from '../../../monitoring/alarms/acting.ts';
import type { AlarmFacts } from '../../../monitoring/alarms/alarm-definition.ts';
import { COMPOSITES } from '../../../monitoring/alarms/composites.ts';
import { defaultSettings } from '../../../settings/defaults.ts';
import type { DrillRecord } from './drill.ts';
import { EVERY_ALARM } from './expected-alarms.ts';
import type { ExpectedTold } from './judge-told.ts';

/** From when to when people are to be told something, virtual epoch milliseconds. */
export type Due = { readonly from: number; readonly until: number };

const MINUTE = 60_000;
const { businessHours, escalationMinutes, warningDelayMinutes } = defaultSettings(false).notifications;

/** From when to when an alarm was raised; undefined when it was not. */
function raisedFor(id: string, { changes }: DrillRecord): Due | undefined {
  const from = changes.find(({ alarm, to }) => alarm === id && to === 'ALARM')?.at;
  const until = changes.findLast(({ alarm, from: was }) => alarm === id && was === 'ALARM')?.at;
  return from === undefined ? undefined : { from, until: until ?? Number.POSITIVE_INFINITY };
}

/** When an alarm that was raised tells its topic: once it has waited for its cause; undefined when that kept it silent. */
function actsAt({ id }: AlarmFacts, record: DrillRecord): number | undefined {
  const raised = raisedFor(id, record);
  const suppressor = COMPOSITES.find((composite) => composite.id === id)?.suppressor;
  if (raised === undefined || suppressor === undefined) return raised?.from;
  const acts = raised.from + suppressor.waitPeriod * 1_000;
  const cause = raisedFor(suppressor.id, record);
  if (cause === undefined || cause.from > acts || cause.until < raised.from) return acts;
  const free = cause.until + suppressor.extensionPeriod * 1_000;
  return raised.until > free ? free : undefined;
}

/** When people are told of an alarm that acts: at once of a critical one, of a warning if it lasts, of information when they work. */
function toldAt({ severity }: AlarmFacts, acts: number): number {
  switch (severity) {
    case 'critical':
      return acts;
    case 'warning':
      return acts + warningDelayMinutes * MINUTE;
    case 'info':
      return nextBusinessTime(acts, businessHours);
    default:
      return severity satisfies never;
  }
}

/** When the last alarm of a group that told of itself was over. */
function overAt(group: AlarmFacts['group'], record: DrillRecord): number | undefined {
  const telling = EVERY_ALARM.filter((alarm) => alarm.group === group && isActing(alarm.id));
  const told = telling.filter((alarm) => actsAt(alarm, record) !== undefined);
  const ends = told.flatMap(({ id }) => raisedFor(id, record)?.until ?? []);
  return ends.length === 0 ? undefined : Math.max(...ends);
}

/**
 * When a message is due, from what the alarms of its incident did; undefined for one whose alarm told nothing. What the fault
 * itself holds up is due so many minutes after its end, if that is later.
 */
export function dueTold({ kind, title, heldUp }: ExpectedTold, record: DrillRecord): Due | undefined {
  const alarm = EVERY_ALARM.find((each) => each.title === title || each.id === title);
  const acts = alarm && actsAt(alarm, record);
  if (alarm === undefined || acts === undefined) return undefined;
  const told = toldAt(alarm, acts) + (kind === 'escalated' ? escalationMinutes * MINUTE : 0);
  const from = kind === 'resolved' ? overAt(alarm.group, record) : told;
  if (from === undefined) return undefined;
  return { from, until: Math.max(from + MINUTE, heldUp === undefined ? 0 : record.ended + heldUp * MINUTE) };
}
