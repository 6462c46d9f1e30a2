import { Entity, type EntityItem } from 'electrodb';
import { database } from '../database.ts';
import { once } from '../once.ts';
import { APPLICATION } from './application.ts';

/** What was sold in an hour, by month and hour (`2026-11`, `2026-11-21T09`, UTC); made anew from the order events, however often. */
export const salesHours = once(
  () =>
    new Entity(
      {
        model: { entity: 'salesHour', service: APPLICATION, version: '1' },
        attributes: {
          month: { type: 'string', required: true },
          hour: { type: 'string', required: true },
          created: { type: 'number', required: true },
          paid: { type: 'number', required: true },
          shipped: { type: 'number', required: true },
          delivered: { type: 'number', required: true },
          cancelled: { type: 'number', required: true },
          refunded: { type: 'number', required: true },
          /** Total of the orders paid. */
          revenueCents: { type: 'number', required: true },
          grossMarginCents: { type: 'number', required: true },
          /** Total of the orders refunded. */
          refundedCents: { type: 'number', required: true },
          /** The products of the orders paid, those with the largest revenue first. */
          products: {
            type: 'list',
            required: true,
            items: {
              type: 'map',
              properties: {
                productId: { type: 'string', required: true },
                name: { type: 'string', required: true },
                quantity: { type: 'number', required: true },
                revenueCents: { type: 'number', required: true },
              },
            },
          },
        },
        indexes: { byMonth: { pk: { field: 'pk', composite: ['month'] }, sk: { field: 'sk', composite: ['hour'] } } },
      },
      database(),
    ),
);

export type SalesHour = EntityItem<ReturnType<typeof salesHours>>;
