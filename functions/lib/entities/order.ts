import { Entity, type EntityItem } from 'electrodb';
import { database } from '../database.ts';
import { once } from '../once.ts';
import { APPLICATION } from './application.ts';

/** Orders; `gsi1` lists those of a user, newest id last. Their insertion reaches the outbox through the table's stream. */
export const orders = once(
  () =>
    new Entity(
      {
        model: { entity: 'order', service: APPLICATION, version: '1' },
        attributes: {
          id: { type: 'string', required: true },
          userId: { type: 'string', required: true },
          status: { type: ['paid', 'shipped'] as const, required: true },
          totalCents: { type: 'number', required: true },
          currency: { type: 'string', required: true },
          lines: {
            type: 'list',
            required: true,
            items: {
              type: 'map',
              properties: {
                productId: { type: 'string', required: true },
                name: { type: 'string', required: true },
                quantity: { type: 'number', required: true },
                priceCents: { type: 'number', required: true },
              },
            },
          },
          shipping: {
            type: 'map',
            required: true,
            properties: {
              name: { type: 'string', required: true },
              street: { type: 'string', required: true },
              city: { type: 'string', required: true },
              postcode: { type: 'string', required: true },
              country: { type: 'string', required: true },
            },
          },
          paymentMethod: { type: ['card'] as const, required: true },
          /** The payment provider's id of the authorisation. */
          authorisationId: { type: 'string', required: true },
          /** Tracing header that lets outbox and fulfilment continue the order's trace. */
          traceHeader: { type: 'string' },
          createdAt: { type: 'number', required: true },
          shippedAt: { type: 'number' },
        },
        indexes: {
          byId: { pk: { field: 'pk', composite: ['id'] }, sk: { field: 'sk', composite: [] } },
          byUser: {
            index: 'gsi1',
            pk: { field: 'gsi1pk', composite: ['userId'] },
            sk: { field: 'gsi1sk', composite: ['id'] },
          },
        },
      },
      database(),
    ),
);

export type Order = EntityItem<ReturnType<typeof orders>>;
