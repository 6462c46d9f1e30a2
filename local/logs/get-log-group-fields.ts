import type { Operation } from '../aws/aws-service.ts';
import { lineFields } from './insights/line-fields.ts';
import { existingGroup, groupNameOf, invalidParameter, logMembers } from './log-errors.ts';
import type { LogStore } from './log-store.ts';

const MINUTE = 60_000;
/** Around a time, or up to now. */
const AROUND_MS = 8 * MINUTE;
const RECENT_MS = 15 * MINUTE;
/** No more events are looked at: what they hold is representative. */
const MOST_EVENTS = 1_000;
const OF_EVERY_LINE = ['@timestamp', '@message', '@ingestionTime', '@logStream', '@log'];

function rangeOf(time: number | undefined, now: number): { readonly start: number; readonly end: number } {
  if (time === undefined) return { start: now - RECENT_MS, end: now };
  return { start: time * 1000 - AROUND_MS, end: time * 1000 + AROUND_MS };
}

/** API reference "GetLogGroupFields": which fields the events of a while have, and how many of the events. */
export const getLogGroupFields =
  (logs: LogStore): Operation =>
  (input, { now }) => {
    const members = logMembers(input);
    const [name, identifier] = [members.string('logGroupName'), members.string('logGroupIdentifier')];
    if ((name === undefined) === (identifier === undefined))
      throw invalidParameter('Exactly one of logGroupName and logGroupIdentifier must be given.');
    const logGroup = existingGroup(logs, groupNameOf(name ?? identifier ?? '')).name;
    const counts = new Map<string, number>();
    let events = 0;
    for (const { message } of logs.read({ logGroup, direction: 'backward', ...rangeOf(members.number('time'), now) })) {
      events += 1;
      for (const field of [...OF_EVERY_LINE, ...lineFields(message).keys()])
        counts.set(field, (counts.get(field) ?? 0) + 1);
      if (events === MOST_EVENTS) break;
    }
    const logGroupFields = [...counts]
      .map(([field, count]) => ({ name: field, percent: Math.floor((count * 100) / events) }))
      .sort((a, b) => b.percent - a.percent || (a.name < b.name ? -1 : 1));
    return { logGroupFields };
  };
