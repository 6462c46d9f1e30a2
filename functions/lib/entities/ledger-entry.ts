import { Entity, type EntityItem } from 'electrodb';
import { WALLET_MOVEMENTS } from '../../../monitoring/dimensions.ts';
import { database } from '../database.ts';
import { once } from '../once.ts';
import { APPLICATION } from './application.ts';

/** Movements of store credit by user, oldest id first; their amounts sum to the wallet's balance. `gsi1` lists those of an hour. */
export const ledgerEntries = once(
  () =>
    new Entity(
      {
        model: { entity: 'ledgerEntry', service: APPLICATION, version: '1' },
        attributes: {
          userId: { type: 'string', required: true },
          id: { type: 'string', required: true },
          at: { type: 'number', required: true },
          /** `2026-11-21T09`, UTC. */
          hour: { type: 'string', required: true },
          movement: { type: WALLET_MOVEMENTS, required: true },
          /** Positive for credit, negative for what was spent. */
          amountCents: { type: 'number', required: true },
          /** The order that was paid or refunded, or the provider's id of the deposit. */
          reference: { type: 'string', required: true },
          /** Tracing header of what moved it, for the outbox. */
          traceHeader: { type: 'string' },
        },
        indexes: {
          byUser: { pk: { field: 'pk', composite: ['userId'] }, sk: { field: 'sk', composite: ['id'] } },
          byHour: {
            index: 'gsi1',
            pk: { field: 'gsi1pk', composite: ['hour'] },
            sk: { field: 'gsi1sk', composite: ['id'] },
          },
        },
      },
      database(),
    ),
);

export type LedgerEntry = EntityItem<ReturnType<typeof ledgerEntries>>;
