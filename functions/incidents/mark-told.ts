import type { Channel } from '../lib/channels/channel.ts';
import type { AlarmChange } from '../lib/incidents/alarm-group.ts';
import { pagesAbout } from '../lib/incidents/incident-store.ts';
import { changePage } from '../lib/incidents/page-writes.ts';
import { ownIncident } from './own-incident.ts';

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
