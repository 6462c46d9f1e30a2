import { Entity, type EntityItem } from 'electrodb';
import { ORDER_STATUSES, PAYMENT_METHODS } from '../../../monitoring/dimensions.ts';
import { database } from '../database.ts';
import { once } from '../once.ts';
import { SYNTHETIC } from '../synthetic.ts';
import { APPLICATION } from './application.ts';

/** Who moved an order on. */
export const ORDER_ACTORS = ['customer', 'admin', 'system'] as const;

/**
 * One item for each status that an order reached, written in the transaction that moved it there: an order's history, and what
 * the outbox counts and sends. `gsi1` lists the events of an hour (`2026-11-21T09`, UTC).
 */
export const orderEvents = once(
  () =>
    new Entity(
      {
        model: { entity: 'orderEvent', service: APPLICATION, version: '1' },
        attributes: {
          orderId: { type: 'string', required: true },
          status: { type: ORDER_STATUSES, required: true },
          at: { type: 'number', required: true },
          hour: { type: 'string', required: true },
          actor: { type: ORDER_ACTORS, required: true },
          totalCents: { type: 'number', required: true },
          /** What the goods cost the shop, as far as that is known. */
          costCents: { type: 'number', required: true },
          paymentMethod: { type: PAYMENT_METHODS, required: true },
          /** Pseudonym of the user, for telemetry. */
          user: { type: 'string', required: true },
          /** When the order was paid: of the event `shipped`, unless a person had to look at the order first. */
          paidAt: { type: 'number' },
          /** Set for an order that is no customer's: the event is not counted. */
          synthetic: { type: SYNTHETIC },
          traceHeader: { type: 'string' },
        },
        indexes: {
          byOrder: { pk: { field: 'pk', composite: ['orderId'] }, sk: { field: 'sk', composite: ['status'] } },
          byHour: {
            index: 'gsi1',
            pk: { field: 'gsi1pk', composite: ['hour'] },
            sk: { field: 'gsi1sk', composite: ['orderId', 'status'] },
          },
        },
      },
      database(),
    ),
);

export type OrderEvent = EntityItem<ReturnType<typeof orderEvents>>;
