import type { Channel } from '../lib/channels/channel.ts';
import { reachable } from '../lib/channels/directory.ts';
import { tell } from '../lib/channels/tell.ts';
import { env } from '../lib/env.ts';
import type { AlarmChange } from '../lib/incidents/alarm-group.ts';
import { applyChange } from '../lib/incidents/apply-change.ts';
import { incidentMessage } from '../lib/incidents/message.ts';

const NOTE = 'The shop’s table does not answer, so the incident can be followed and acknowledged once it does.';

/**
 * Tells the first contact of a critical alarm when the table, which may be the very thing that has failed, cannot keep the
 * incident. Gives the channels by which they were told: the incident that is kept later has the same id.
 */
export async function tellAnyway(change: AlarmChange, now: number): Promise<readonly Channel[]> {
  if (change.severity !== 'critical') return [];
  const incident = applyChange({ group: change.group, alarms: {} }, change)?.incident;
  if (incident === undefined) return [];
  const { stage, siteUrl: site, linkKey, awsRegion: region } = env();
  const outcomes = await Promise.all(
    reachable().first.map(async (channel) => {
      const page = { about: incident.id, kind: 'opened', contact: 'first', channel } as const;
      const message = incidentMessage(page, incident, { stage, site, linkKey, region }, now);
      const outcome = await tell(channel, 'first', { ...message, text: `${message.text}\n${NOTE}` });
      return { channel, outcome };
    }),
  );
  return outcomes.flatMap(({ channel, outcome }) => (outcome.status === 'sent' ? [channel] : []));
}
