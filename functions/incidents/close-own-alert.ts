import type { Channel } from '../lib/channels/channel.ts';
import { tell } from '../lib/channels/tell.ts';
import { env } from '../lib/env.ts';
import type { AlarmChange } from '../lib/incidents/alarm-group.ts';
import { incidentMessage } from '../lib/incidents/message.ts';
import { ownIncident } from './own-incident.ts';

/**
 * Closes PagerDuty's alert of the incident that people were told of when nobody could look up that its group had one already,
 * the one of id `kept`, whose alert goes on; `now` is epoch milliseconds.
 */
export async function closeOwnAlert(
  change: AlarmChange,
  kept: string,
  told: readonly Channel[],
  now: number,
): Promise<void> {
  const incident = ownIncident(change);
  if (incident === undefined || incident.id === kept || !told.includes('pagerDuty')) return;
  const page = { about: incident.id, kind: 'resolved', contact: 'first', channel: 'pagerDuty' } as const;
  const { stage, siteUrl: site, linkKey, awsRegion: region } = env();
  await tell('pagerDuty', 'first', incidentMessage(page, incident, { stage, site, linkKey, region }, now));
}
