import { Entity } from 'electrodb';
import { database } from '../database.ts';
import { once } from '../once.ts';
import { APPLICATION } from './application.ts';

/** What the outbox has counted, by the event's name: the stream may deliver it again. */
export const countedEvents = once(
  () =>
    new Entity(
      {
        model: { entity: 'counted', service: APPLICATION, version: '1' },
        attributes: {
          /** An order's id and status, `ord_…#paid`, or the id of a ledger's entry. */
          name: { type: 'string', required: true },
          /** Epoch seconds; longer than the stream keeps its records, which is a day. */
          expiresAt: { type: 'number', required: true },
        },
        indexes: { byName: { pk: { field: 'pk', composite: ['name'] }, sk: { field: 'sk', composite: [] } } },
      },
      database(),
    ),
);
