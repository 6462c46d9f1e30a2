import { tell } from '../lib/channels/tell.ts';
import { env } from '../lib/env.ts';
import type { AlarmChange } from '../lib/incidents/alarm-group.ts';
import { incidentMessage } from '../lib/incidents/message.ts';
import type { Told } from '../lib/incidents/page.ts';
import { ownIncident } from './own-incident.ts';

/**
 * Closes PagerDuty's alert of the incident that people were told of when nobody could look up that its group had one already,
 * the one of id `kept`, whose alert goes on; `now` is epoch milliseconds.
 */
export async function closeOwnAlert(
  change: AlarmChange,
  kept: string,
  told: readonly Told[],
  now: number,
): Promise<void> {
  const incident = ownIncident(change);
  if (incident === undefined || incident.id === kept) return;
  const { stage, siteUrl: site, linkKey, awsRegion: region } = env();
  const sender = { stage, site, linkKey, region };
  const contacts = told.flatMap(({ contact, channel }) => (channel === 'pagerDuty' ? [contact] : []));
  await Promise.all(
    contacts.map((contact) => {
      const page = { about: incident.id, kind: 'resolved', contact, channel: 'pagerDuty' } as const;
      return tell('pagerDuty', contact, incidentMessage(page, incident, sender, now));
    }),
  );
}
