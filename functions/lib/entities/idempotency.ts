import { Entity } from 'electrodb';
import { database } from '../database.ts';
import { once } from '../once.ts';
import { APPLICATION } from './application.ts';

/** What a request with an `Idempotency-Key` made (an order, a deposit), by user and hash of the key. */
export const idempotencyRecords = once(
  () =>
    new Entity(
      {
        model: { entity: 'idempotency', service: APPLICATION, version: '1' },
        attributes: {
          userId: { type: 'string', required: true },
          keyHash: { type: 'string', required: true },
          /** Keyed hash of the request body; see `fingerprint`. */
          fingerprint: { type: 'string', required: true },
          /** Id of the order or of the ledger's entry. */
          resultId: { type: 'string', required: true },
          /** Epoch seconds. */
          expiresAt: { type: 'number', required: true },
        },
        indexes: {
          byKey: { pk: { field: 'pk', composite: ['userId', 'keyHash'] }, sk: { field: 'sk', composite: [] } },
        },
      },
      database(),
    ),
);
