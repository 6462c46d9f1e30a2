import { Entity, type EntityItem } from 'electrodb';
import { database } from '../database.ts';
import { once } from '../once.ts';
import { APPLICATION } from './application.ts';

/** Store credit by user; a user without an item has none. Every change writes a ledger entry with it. */
export const wallets = once(
  () =>
    new Entity(
      {
        model: { entity: 'wallet', service: APPLICATION, version: '1' },
        attributes: {
          userId: { type: 'string', required: true },
          balanceCents: { type: 'number', required: true },
          /** How many entries the ledger has. */
          entries: { type: 'number', required: true },
          /** All wallets, for the audit. */
          directory: { type: 'string', required: true, default: 'all', readOnly: true },
        },
        indexes: {
          byUser: { pk: { field: 'pk', composite: ['userId'] }, sk: { field: 'sk', composite: [] } },
          all: {
            index: 'gsi1',
            pk: { field: 'gsi1pk', composite: ['directory'] },
            sk: { field: 'gsi1sk', composite: ['userId'] },
          },
        },
      },
      database(),
    ),
);

export type Wallet = EntityItem<ReturnType<typeof wallets>>;
