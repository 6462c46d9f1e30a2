import { CustomAttributeType, Entity } from 'electrodb';
import { SEVERITIES } from '../../../monitoring/resources.ts';
import { CHANNELS, CONTACTS } from '../channels/channel.ts';
import { database } from '../database.ts';
import { type NewsAlarm, PAGE_KINDS, PAGE_STATUSES } from '../incidents/page.ts';
import { once } from '../once.ts';
import { APPLICATION } from './application.ts';

/** What one contact is told by one channel, once: functions/lib/incidents/page.ts. Kept for 90 days. */
export const pages = once(
  () =>
    new Entity(
      {
        model: { entity: 'page', service: APPLICATION, version: '1' },
        attributes: {
          /** Id of the incident, or of the notice. */
          about: { type: 'string', required: true },
          kind: { type: PAGE_KINDS, required: true },
          contact: { type: CONTACTS, required: true },
          channel: { type: CHANNELS, required: true },
          reopening: { type: 'number', required: true, default: 0 },
          severity: { type: SEVERITIES, required: true },
          status: { type: PAGE_STATUSES, required: true },
          /** When something is to be done about it, or, once nothing is, when it was; epoch milliseconds. */
          turnAt: { type: 'number', required: true },
          attempts: { type: 'number', required: true },
          /** Whether an attempt got no answer: it may have reached the contact. */
          uncertain: { type: 'boolean' },
          sentAt: { type: 'number' },
          /** Why the last attempt failed, or why it was not sent. */
          reason: { type: 'string' },
          /** What a notice says; of an incident it is made when it is sent. */
          subject: { type: 'string' },
          body: { type: 'string' },
          /** The alarm whose news a notice is. */
          alarm: { type: CustomAttributeType<NewsAlarm>('any') },
          /** Epoch seconds. */
          expiresAt: { type: 'number', required: true },
        },
        indexes: {
          byAbout: {
            pk: { field: 'pk', composite: ['about'] },
            sk: { field: 'sk', composite: ['kind', 'contact', 'channel', 'reopening'] },
          },
          byStatus: {
            index: 'gsi2',
            pk: { field: 'gsi2pk', composite: ['status'] },
            sk: { field: 'gsi2sk', composite: ['turnAt'] },
          },
        },
      },
      database(),
    ),
);
