import { auditAction } from '../lib/audit-entry.ts';
import type { Product } from '../lib/entities/product.ts';
import { writeAll } from '../lib/write.ts';
import type { Acting } from './acting.ts';
import { CATALOGUE, ensureCatalogueSize } from './catalogue-size.ts';
import { revisionOf } from './product-view.ts';
import { productOf } from './read-products.ts';
import { checkRevision, editedMeanwhile, hasRevision } from './revision.ts';

/**
 * Deletes a product as it was read, with its picture; false when it has been edited or deleted since, or sold from while its
 * stock was to be the same. Orders keep their lines, carts show it no more and cannot be bought with it.
 */
export async function removeProduct(
  product: Product,
  { actor, now }: Acting,
  stock: 'any stock' | 'same stock' = 'any stock',
): Promise<boolean> {
  const { id, name } = product;
  await ensureCatalogueSize();
  const { committed } = await writeAll([
    (table) =>
      table.product
        .remove({ id })
        .where((stored, operations) => {
          const sameRevision = hasRevision(stored.revision, revisionOf(product), operations);
          return stock === 'any stock'
            ? sameRevision
            : `${sameRevision} AND ${operations.eq(stored.stock, product.stock)}`;
        })
        .commit(),
    ({ picture }) => picture.delete({ productId: id }).commit(),
    ({ catalogueSize }) => catalogueSize.patch({ catalogue: CATALOGUE }).subtract({ products: 1 }).commit(),
    auditAction({ actor, action: 'product.delete', target: id, details: { name }, now }),
  ]);
  return committed;
}

/** Deletes a product; 409 when it has been edited since that revision, 404 when there is none. */
export async function deleteProduct(id: string, revision: number, acting: Acting): Promise<void> {
  const product = await productOf(id);
  checkRevision(product, revision);
  if (!(await removeProduct(product, acting))) throw editedMeanwhile(await productOf(id));
}
