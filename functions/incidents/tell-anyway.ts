import type { Contact } from '../lib/channels/channel.ts';
import { reachable } from '../lib/channels/directory.ts';
import { tell } from '../lib/channels/tell.ts';
import { env } from '../lib/env.ts';
import type { AlarmChange } from '../lib/incidents/alarm-group.ts';
import type { Turn } from '../lib/incidents/deliver-page.ts';
import { incidentMessage } from '../lib/incidents/message.ts';
import type { Told } from '../lib/incidents/page.ts';
import { ownIncident } from './own-incident.ts';

const NOTE = 'The shop’s table does not answer, so the incident can be followed and acknowledged once it does.';

/**
 * Tells a contact of a critical alarm when the table, which may be the very thing that has failed, cannot keep the incident,
 * but for the channels by which they were told `before`. Gives by which they were told now: the incident that is kept later has
 * the same id.
 */
export async function tellAnyway(
  change: AlarmChange,
  contact: Contact,
  before: readonly Told[],
  { now, elapsed }: Turn,
): Promise<readonly Told[]> {
  if (change.severity !== 'critical') return [];
  const incident = ownIncident(change);
  if (incident === undefined) return [];
  const { stage, siteUrl: site, linkKey, awsRegion: region } = env();
  const known = before.flatMap((told) => (told.contact === contact ? [told.channel] : []));
  const untold = reachable()[contact].filter((channel) => !known.includes(channel));
  const kind = contact === 'first' ? 'opened' : 'escalated';
  const outcomes = await Promise.all(
    untold.map(async (channel) => {
      const page = { about: incident.id, kind, contact, channel } as const;
      const message = incidentMessage(page, incident, { stage, site, linkKey, region }, now);
      const outcome = await tell(channel, contact, { ...message, text: `${message.text}\n${NOTE}` });
      return { channel, outcome, at: now + elapsed() };
    }),
  );
  return outcomes.flatMap(({ channel, outcome, at }) => (outcome.status === 'sent' ? [{ contact, channel, at }] : []));
}
