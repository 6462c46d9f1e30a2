import { productEntity } from '../../functions/lib/entities/product.ts';
import type { Target } from '../deploy/target.ts';
import { stageTable } from '../stage-table.ts';

/**
 * Whether the table has no products, as before it is filled for the first time; a table that does not answer is taken to
 * have some, so that the release is not excused by it.
 */
export async function isShopEmpty({ place, access }: Pick<Target, 'place' | 'access'>): Promise<boolean> {
  const products = productEntity(stageTable(access, place.stage));
  try {
    const { data } = await products.query.byName({ catalogue: 'all' }).go({ limit: 1 });
    return data.length === 0;
  } catch {
    return false;
  }
}
