import type { Channel } from '../lib/channels/channel.ts';
import { reachable } from '../lib/channels/directory.ts';
import { tell } from '../lib/channels/tell.ts';
import { env } from '../lib/env.ts';
import type { AlarmChange } from '../lib/incidents/alarm-group.ts';
import { incidentMessage } from '../lib/incidents/message.ts';
import { ownIncident } from './own-incident.ts';

const NOTE = 'The shop’s table does not answer, so the incident can be followed and acknowledged once it does.';

/**
 * Tells the first contact of a critical alarm when the table, which may be the very thing that has failed, cannot keep the
 * incident, but for the channels by which they were told `before`. Gives the channels by which they were told now: the
 * incident that is kept later has the same id.
 */
export async function tellAnyway(
  change: AlarmChange,
  before: readonly Channel[],
  now: number,
): Promise<readonly Channel[]> {
  if (change.severity !== 'critical') return [];
  const incident = ownIncident(change);
  if (incident === undefined) return [];
  const { stage, siteUrl: site, linkKey, awsRegion: region } = env();
  const untold = reachable().first.filter((channel) => !before.includes(channel));
  const outcomes = await Promise.all(
    untold.map(async (channel) => {
      const page = { about: incident.id, kind: 'opened', contact: 'first', channel } as const;
      const message = incidentMessage(page, incident, { stage, site, linkKey, region }, now);
      const outcome = await tell(channel, 'first', { ...message, text: `${message.text}\n${NOTE}` });
      return { channel, outcome };
    }),
  );
  return outcomes.flatMap(({ channel, outcome }) => (outcome.status === 'sent' ? [channel] : []));
}
