import { auditAction } from '../lib/audit-entry.ts';
import type { Product } from '../lib/entities/product.ts';
import { newId } from '../lib/ids.ts';
import { MOST_PRODUCTS } from '../lib/most-products.ts';
import { Problem } from '../lib/problem.ts';
import { writeAll } from '../lib/write.ts';
import type { Acting } from './acting.ts';
import { CATALOGUE, ensureCatalogueSize } from './catalogue-size.ts';
import type { NewProduct } from './product-request.ts';

function productFrom({ costCents, ...given }: NewProduct, now: number): Product {
  const id = newId('prd', now);
  return { ...given, id, catalogue: CATALOGUE, createdAt: now, ...(costCents === null ? {} : { costCents }) };
}

/** Makes the product and returns it; 409 when the catalogue is full. */
export async function createProduct(given: NewProduct, { actor, now }: Acting): Promise<Product> {
  await ensureCatalogueSize();
  const product = productFrom(given, now);
  const { id: target, name, priceCents, stock } = product;
  const { committed } = await writeAll([
    ({ catalogueSize }) =>
      catalogueSize
        .patch({ catalogue: CATALOGUE })
        .add({ products: 1 })
        .where((size, { lt }) => lt(size.products, MOST_PRODUCTS))
        .commit(),
    (table) => table.product.create(product).commit(),
    auditAction({ actor, action: 'product.create', target, details: { name, priceCents, stock }, now }),
  ]);
  if (committed) return product;
  throw new Problem(409, `The catalogue holds at most ${MOST_PRODUCTS} products. Delete one first.`, {
    code: 'catalogue-full',
  });
}
