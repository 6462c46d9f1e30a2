import type { Channel } from '../lib/channels/channel.ts';
import type { AlarmChange } from '../lib/incidents/alarm-group.ts';
import { applyChange } from '../lib/incidents/apply-change.ts';
import { pagesAbout } from '../lib/incidents/incident-store.ts';
import { changePage } from '../lib/incidents/page-writes.ts';

/** The incident that an alarm opens whose group nobody can look up; undefined when it opens none. */
export function ownIncident(change: AlarmChange) {
  return applyChange({ group: change.group, alarms: {} }, change)?.incident;
}

/**
 * Notes on the pages of an incident by which channels the first contact was told of it, when the table had kept it after all
 * without an answer; `now` is epoch milliseconds.
 */
export async function markTold(change: AlarmChange, told: readonly Channel[], now: number): Promise<void> {
  const incident = ownIncident(change);
  if (incident === undefined) return;
  const waiting = (await pagesAbout(incident.id)).filter(
    ({ kind, contact, channel, status, attempts }) =>
      kind === 'opened' && contact === 'first' && told.includes(channel) && status === 'due' && attempts === 0,
  );
  await Promise.all(waiting.map((page) => changePage(page, { status: 'sent', turnAt: now, sentAt: now })));
}
