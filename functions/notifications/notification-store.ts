import { Entity } from 'electrodb';
import { STATE_VALUES } from '../../monitoring/cloudwatch.ts';
import { SEVERITIES } from '../../monitoring/resources.ts';
import { database } from '../lib/database.ts';
import { APPLICATION } from '../lib/entities/application.ts';
import { once } from '../lib/once.ts';
import type { NotificationRecord } from './notification-record.ts';

const DAYS_KEPT = 90;
const DAY_SECONDS = 86_400;

const notifications = once(
  () =>
    new Entity(
      {
        model: { entity: 'notification', service: APPLICATION, version: '1' },
        attributes: {
          list: { type: 'string', required: true, default: 'all', readOnly: true },
          id: { type: 'string', required: true },
          /** ISO 8601, so that the sort key is in order of time. */
          at: { type: 'string', required: true },
          topic: { type: 'string', required: true },
          severity: { type: SEVERITIES, required: true },
          subject: { type: 'string', required: true },
          body: { type: 'string', required: true },
          alarm: { type: 'string' },
          state: { type: STATE_VALUES },
          reason: { type: 'string' },
          /** Epoch seconds. */
          expiresAt: { type: 'number', required: true },
        },
        indexes: {
          byTime: { pk: { field: 'pk', composite: ['list'] }, sk: { field: 'sk', composite: ['at', 'id'] } },
        },
      },
      database(),
    ),
);

/** Keeps a notification for 90 days; its key is made of the message's own id and time, so a second delivery changes nothing. */
export async function keepNotification(record: NotificationRecord): Promise<void> {
  const expiresAt = Math.floor(Date.parse(record.at) / 1000) + DAYS_KEPT * DAY_SECONDS;
  await notifications()
    .put({ ...record, expiresAt })
    .go();
}

/** The latest notifications, newest first. */
export async function latestNotifications(limit: number): Promise<NotificationRecord[]> {
  const { data } = await notifications().query.byTime({ list: 'all' }).go({ order: 'desc', limit });
  return data.map(({ list: _list, expiresAt: _expiresAt, ...record }) => record);
}
