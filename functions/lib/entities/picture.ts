import { Entity } from 'electrodb';
import { database } from '../database.ts';
import { once } from '../once.ts';
import { APPLICATION } from './application.ts';

/** Pictures that were uploaded for products, in place of the drawn ones. */
export const pictures = once(
  () =>
    new Entity(
      {
        model: { entity: 'picture', service: APPLICATION, version: '1' },
        attributes: {
          productId: { type: 'string', required: true },
          mediaType: { type: ['image/png', 'image/jpeg', 'image/webp'] as const, required: true },
          bytes: { type: 'any', required: true },
          /** SHA-256 of the bytes. */
          digest: { type: 'string', required: true },
        },
        indexes: { byProduct: { pk: { field: 'pk', composite: ['productId'] }, sk: { field: 'sk', composite: [] } } },
      },
      database(),
    ),
);
