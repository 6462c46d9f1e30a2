import type { Product } from '../lib/entities/product.ts';
import { Problem } from '../lib/problem.ts';
import type { Acting } from './acting.ts';
import { removeProduct } from './delete-product.ts';
import { centsOf, type ItemBody } from './item-request.ts';
import { itemTag, itemView } from './item-view.ts';
import { revisionOf } from './product-view.ts';
import { productOf } from './read-products.ts';
import { ATTEMPTS, writeEdit } from './update-product.ts';

/** Rejects a write whose `If-Match` names another state of the item (412), telling the present one. */
function checkTag(product: Product, ifMatch: string | undefined): void {
  const tags = (ifMatch ?? '*').split(',').map((tag) => tag.trim());
  if (tags.includes('*') || tags.includes(itemTag(product))) return;
  throw new Problem(412, 'The item has been edited or sold meanwhile. Look at it again.', {
    code: 'edited-meanwhile',
    members: { item: itemView(product) },
    headers: { ETag: itemTag(product) },
  });
}

/** Tries the change until it meets the item as it was read; 404 when there is no such item. */
async function change(
  id: string,
  ifMatch: string | undefined,
  attempt: (product: Product) => Promise<boolean>,
): Promise<void> {
  for (let attempts = 0; attempts < ATTEMPTS; attempts++) {
    const product = await productOf(id);
    checkTag(product, ifMatch);
    if (await attempt(product)) return;
  }
  throw new Problem(409, 'The item is being changed elsewhere. Try again.', { code: 'edited-meanwhile' });
}

/**
 * Puts an item in place of what it was, as somebody who has just counted it, and returns it. With `If-Match` only if nothing
 * was edited or sold since: otherwise 412, and no sale is overwritten.
 */
export async function putItem(
  id: string,
  item: ItemBody,
  ifMatch: string | undefined,
  acting: Acting,
): Promise<Product> {
  const { name, unitPrice, quantity: stock } = item;
  await change(id, ifMatch, (product) => {
    const revision = revisionOf(product);
    const edit = { revision, name, priceCents: centsOf(unitPrice), stock, expectedStock: product.stock };
    return writeEdit(product, edit, acting);
  });
  return productOf(id);
}

/** Deletes an item; with `If-Match` only if nothing was edited or sold since (412). */
export async function deleteItem(id: string, ifMatch: string | undefined, acting: Acting): Promise<void> {
  const stock = ifMatch === undefined ? 'any stock' : 'same stock';
  await change(id, ifMatch, (product) => removeProduct(product, acting, stock));
}
