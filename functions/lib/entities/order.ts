import { Entity, type EntityItem } from 'electrodb';
import { ORDER_STATUSES, PAYMENT_METHODS } from '../../../monitoring/dimensions.ts';
import { database } from '../database.ts';
import { once } from '../once.ts';
import { SYNTHETIC } from '../synthetic.ts';
import { APPLICATION } from './application.ts';

/** Orders; `gsi1` lists those of a user, `gsi2` those of a status, newest id last. Every change of status writes an order event with it. */
export const orders = once(
  () =>
    new Entity(
      {
        model: { entity: 'order', service: APPLICATION, version: '1' },
        attributes: {
          id: { type: 'string', required: true },
          /** Of a deleted account, a name that leads to nobody. */
          userId: { type: 'string', required: true },
          status: { type: ORDER_STATUSES, required: true },
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
                /** What one of it costs the shop; unknown for products without that figure. */
                costCents: { type: 'number' },
              },
            },
          },
          /** Absent once the account is deleted. */
          shipping: {
            type: 'map',
            properties: {
              name: { type: 'string', required: true },
              street: { type: 'string', required: true },
              city: { type: 'string', required: true },
              postcode: { type: 'string', required: true },
              country: { type: 'string', required: true },
            },
          },
          paymentMethod: { type: PAYMENT_METHODS, required: true },
          /** The payment provider's id of the authorisation; store credit needs none. */
          authorisationId: { type: 'string' },
          /** Set when fraud rules held the order: nothing is shipped before a person has approved it. */
          review: { type: ['pending', 'approved', 'rejected'] as const },
          /** The fraud rules that held it. */
          fraudRules: { type: 'list', items: { type: 'string' } },
          /** The carrier's number of the parcel. */
          trackingNumber: { type: 'string' },
          /** Tracing header that lets outbox and fulfilment continue the order's trace. */
          traceHeader: { type: 'string' },
          /** Set for an order that is no customer's: it is neither counted nor shipped, and can only be cancelled. */
          synthetic: { type: SYNTHETIC },
          createdAt: { type: 'number', required: true },
          paidAt: { type: 'number' },
          shippedAt: { type: 'number' },
          deliveredAt: { type: 'number' },
          cancelledAt: { type: 'number' },
          refundedAt: { type: 'number' },
        },
        indexes: {
          byId: { pk: { field: 'pk', composite: ['id'] }, sk: { field: 'sk', composite: [] } },
          byUser: {
            index: 'gsi1',
            pk: { field: 'gsi1pk', composite: ['userId'] },
            sk: { field: 'gsi1sk', composite: ['id'] },
          },
          byStatus: {
            index: 'gsi2',
            pk: { field: 'gsi2pk', composite: ['status'] },
            sk: { field: 'gsi2sk', composite: ['id'] },
          },
        },
      },
      database(),
    ),
);

export type Order = EntityItem<ReturnType<typeof orders>>;
