import { Entity, type EntityItem } from 'electrodb';
import { type Database, database } from '../database.ts';
import { once } from '../once.ts';
import { APPLICATION } from './application.ts';

/** Products of a table; `gsi1` lists the whole catalogue by name. */
export const productEntity = (at: Database) =>
  new Entity(
    {
      model: { entity: 'product', service: APPLICATION, version: '1' },
      attributes: {
        id: { type: 'string', required: true },
        catalogue: { type: 'string', required: true, default: 'all', readOnly: true },
        name: { type: 'string', required: true },
        description: { type: 'string', required: true },
        category: { type: 'string', required: true },
        priceCents: { type: 'number', required: true },
        /** What one of it costs the shop, for the gross margin; unknown for some. */
        costCents: { type: 'number' },
        stock: { type: 'number', required: true },
        /** Raised by every edit, so that two admins do not overwrite each other; 0 when absent. */
        revision: { type: 'number' },
        /** Digest of the picture that was uploaded, if one was. */
        pictureDigest: { type: 'string' },
        createdAt: { type: 'number', required: true },
      },
      indexes: {
        byId: { pk: { field: 'pk', composite: ['id'] }, sk: { field: 'sk', composite: [] } },
        byName: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['catalogue'] },
          sk: { field: 'gsi1sk', composite: ['name', 'id'] },
        },
      },
    },
    at,
  );

/** Products. */
export const products = once(() => productEntity(database()));

export type Product = EntityItem<ReturnType<typeof products>>;

/** The products of those ids that exist, by id, read consistently. */
export async function productsById(ids: readonly string[]): Promise<ReadonlyMap<string, Product>> {
  if (ids.length === 0) return new Map();
  const { data, unprocessed } = await products()
    .get([...new Set(ids)].map((id) => ({ id })))
    .go({ consistent: true });
  if (unprocessed.length > 0) throw new Error(`DynamoDB left ${unprocessed.length} products unread.`);
  return new Map(data.map((product) => [product.id, product]));
}
