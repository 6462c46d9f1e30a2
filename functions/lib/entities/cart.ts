import { Entity, type EntityItem } from 'electrodb';
import { database } from '../database.ts';
import { once } from '../once.ts';
import { APPLICATION } from './application.ts';

/** Carts by owner: a user's id, or the hash of a guest's token. Every write raises the version that it has read. */
export const carts = once(
  () =>
    new Entity(
      {
        model: { entity: 'cart', service: APPLICATION, version: '1' },
        attributes: {
          owner: { type: 'string', required: true },
          version: { type: 'number', required: true },
          lines: {
            type: 'list',
            required: true,
            items: {
              type: 'map',
              properties: {
                productId: { type: 'string', required: true },
                quantity: { type: 'number', required: true },
                /** Price that was seen when it was put in or last confirmed; a cart from before prices were kept has none. */
                priceCents: { type: 'number' },
              },
            },
          },
          /** Epoch seconds; only guests' carts have it. */
          expiresAt: { type: 'number' },
        },
        indexes: { byOwner: { pk: { field: 'pk', composite: ['owner'] }, sk: { field: 'sk', composite: [] } } },
      },
      database(),
    ),
);

export type Cart = EntityItem<ReturnType<typeof carts>>;
