import { isConditionFailure } from '../lib/condition.ts';
import { catalogueSizes } from '../lib/entities/catalogue-size.ts';
import { products } from '../lib/entities/product.ts';

/** The only catalogue there is. */
export const CATALOGUE = 'all';

/**
 * Counts the products unless that has been done: from then on the transactions that make and delete them keep the count,
 * and none can while it is absent.
 */
export async function ensureCatalogueSize(): Promise<void> {
  const { data: known } = await catalogueSizes().get({ catalogue: CATALOGUE }).go({ consistent: true });
  if (known) return;
  const { data } = await products()
    .query.byName({ catalogue: CATALOGUE })
    .go({ pages: 'all', attributes: ['id'] });
  try {
    await catalogueSizes().create({ catalogue: CATALOGUE, products: data.length }).go();
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
}
