import { type Product, products } from '../lib/entities/product.ts';
import { logger } from '../lib/logger.ts';
import { MOST_PRODUCTS } from '../lib/most-products.ts';
import { type Snapshot, snapshotOf } from './snapshot.ts';

/** The catalogue as the table has it, at most `MOST_PRODUCTS` of it: memory is bounded whoever wrote the table. */
export async function loadCatalogue(most: number = MOST_PRODUCTS): Promise<Snapshot> {
  const found: Product[] = [];
  let cursor: string | null = null;
  do {
    const page: { data: Product[]; cursor: string | null } = await products()
      .query.byName({ catalogue: 'all' })
      .go({ cursor });
    found.push(...page.data);
    cursor = page.cursor;
  } while (cursor !== null && found.length < most);
  if (found.length > most || cursor !== null) logger().warn('The catalogue has more products than are shown.');
  return snapshotOf(found.slice(0, most));
}
