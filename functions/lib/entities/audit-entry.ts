import { Entity, type EntityItem } from 'electrodb';
import { database } from '../database.ts';
import { once } from '../once.ts';
import { APPLICATION } from './application.ts';

/** What admins did, by month (`2026-11`, UTC), oldest id first; written in the transaction of the action itself. */
export const auditEntries = once(
  () =>
    new Entity(
      {
        model: { entity: 'auditEntry', service: APPLICATION, version: '1' },
        attributes: {
          month: { type: 'string', required: true },
          id: { type: 'string', required: true },
          at: { type: 'number', required: true },
          /** The admin's user id. */
          actor: { type: 'string', required: true },
          /** Such as `product.update`. */
          action: { type: 'string', required: true },
          /** Id of what was acted on. */
          target: { type: 'string', required: true },
          /** What changed, as JSON, without personal data. */
          details: { type: 'string' },
        },
        indexes: { byMonth: { pk: { field: 'pk', composite: ['month'] }, sk: { field: 'sk', composite: ['id'] } } },
      },
      database(),
    ),
);

export type AuditEntry = EntityItem<ReturnType<typeof auditEntries>>;
