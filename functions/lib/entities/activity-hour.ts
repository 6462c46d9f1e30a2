import { Entity, type EntityItem } from 'electrodb';
import { database } from '../database.ts';
import { once } from '../once.ts';
import { APPLICATION } from './application.ts';

/** What customers did in an hour, by month and hour (`2026-11`, `2026-11-21T09`, UTC): CloudWatch's sums, kept beyond its retention. */
export const activityHours = once(
  () =>
    new Entity(
      {
        model: { entity: 'activityHour', service: APPLICATION, version: '1' },
        attributes: {
          month: { type: 'string', required: true },
          hour: { type: 'string', required: true },
          registrations: { type: 'number', required: true },
          logins: { type: 'number', required: true },
          failedLogins: { type: 'number', required: true },
          cartsStarted: { type: 'number', required: true },
          productsAdded: { type: 'number', required: true },
          productsRemoved: { type: 'number', required: true },
        },
        indexes: { byMonth: { pk: { field: 'pk', composite: ['month'] }, sk: { field: 'sk', composite: ['hour'] } } },
      },
      database(),
    ),
);

export type ActivityHour = EntityItem<ReturnType<typeof activityHours>>;
