import { auditAction } from '../lib/audit-entry.ts';
import type { Product } from '../lib/entities/product.ts';
import { type Attempt, recordOf, resultOf } from '../lib/idempotency.ts';
import { newId } from '../lib/ids.ts';
import { MOST_PRODUCTS } from '../lib/most-products.ts';
import { Problem } from '../lib/problem.ts';
import { type WriteAction, writeAll } from '../lib/write.ts';
import type { Acting } from './acting.ts';
import { CATALOGUE, ensureCatalogueSize } from './catalogue-size.ts';
import type { NewProduct } from './product-request.ts';
import { productOf } from './read-products.ts';

function productFrom({ costCents, ...given }: NewProduct, now: number): Product {
  const id = newId('prd', now);
  return { ...given, id, catalogue: CATALOGUE, createdAt: now, ...(costCents === null ? {} : { costCents }) };
}

/** What the attempt has made before, as it is now; 404 when that has been deleted since. */
async function madeBy(attempt: Attempt | undefined): Promise<Product | undefined> {
  const id = attempt && (await resultOf(attempt));
  return id === undefined ? undefined : productOf(id);
}

/** The record that makes a repetition of the attempt find the product. */
function recordActions(attempt: Attempt | undefined, { id, createdAt }: Product): WriteAction[] {
  if (!attempt) return [];
  const record = recordOf(attempt, id, createdAt);
  return [({ idempotencyRecord }) => idempotencyRecord.create(record).commit()];
}

async function write(product: Product, attempt: Attempt | undefined, { actor, now }: Acting): Promise<boolean> {
  const { id: target, name, priceCents, stock } = product;
  const { committed } = await writeAll([
    ({ catalogueSize }) =>
      catalogueSize
        .patch({ catalogue: CATALOGUE })
        .add({ products: 1 })
        .where((size, { lt }) => lt(size.products, MOST_PRODUCTS))
        .commit(),
    (table) => table.product.create(product).commit(),
    ...recordActions(attempt, product),
    auditAction({ actor, action: 'product.create', target, details: { name, priceCents, stock }, now }),
  ]);
  return committed;
}

/** Makes the product, once for an attempt that is repeated, and returns it; 409 when the catalogue is full. */
export async function createProduct(given: NewProduct, acting: Acting, attempt?: Attempt): Promise<Product> {
  const earlier = await madeBy(attempt);
  if (earlier) return earlier;
  await ensureCatalogueSize();
  const product = productFrom(given, acting.now);
  if (await write(product, attempt, acting)) return product;
  const twin = await madeBy(attempt);
  if (twin) return twin;
  throw new Problem(409, `The catalogue holds at most ${MOST_PRODUCTS} products. Delete one first.`, {
    code: 'catalogue-full',
  });
}
