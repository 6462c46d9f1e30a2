import { type AuditDetails, auditAction } from '../lib/audit-entry.ts';
import type { Product } from '../lib/entities/product.ts';
import { type WriteAction, writeAll } from '../lib/write.ts';
import type { Acting } from './acting.ts';
import type { ProductEdit } from './product-request.ts';
import { productOf } from './read-products.ts';
import { checkRevision, editedMeanwhile, hasRevision } from './revision.ts';
import { checkStock, type StockEdit, stockConditions, stockEditOf } from './stock-edit.ts';

/** An edit that only meets sales and restocks is tried again so often. */
export const ATTEMPTS = 5;

/** What an edit makes of a product, but for its stock. Nothing else can have changed while the revision is the same. */
function edited(product: Product, { name, description, category, priceCents, costCents }: ProductEdit) {
  return {
    name: name ?? product.name,
    description: description ?? product.description,
    category: category ?? product.category,
    priceCents: priceCents ?? product.priceCents,
    costCents: costCents === undefined ? (product.costCents ?? null) : costCents,
  };
}

type Fields = ReturnType<typeof edited>;

function detailsOf(before: Product, after: Fields, { change }: StockEdit): AuditDetails {
  const was = { ...before, costCents: before.costCents ?? null };
  return {
    ...(was.name === after.name ? {} : { name: { from: was.name, to: after.name } }),
    ...(was.description === after.description ? {} : { description: 'changed' }),
    ...(was.category === after.category ? {} : { category: { from: was.category, to: after.category } }),
    ...(was.priceCents === after.priceCents ? {} : { priceCents: { from: was.priceCents, to: after.priceCents } }),
    ...(was.costCents === after.costCents ? {} : { costCents: { from: was.costCents, to: after.costCents } }),
    ...(change === 0 ? {} : { stockChange: change }),
  };
}

/** The update of the product itself, under the condition that it and its stock are as the edit takes them to be. */
function productAction(id: string, { costCents, ...fields }: Fields, revision: number, stock: StockEdit): WriteAction {
  return ({ product }) => {
    const changed = product.patch({ id }).set(fields).add({ revision: 1, stock: stock.change });
    return (costCents === null ? changed.remove(['costCents']) : changed.set({ costCents }))
      .where((stored, operations) =>
        [hasRevision(stored.revision, revision, operations), ...stockConditions(stored.stock, stock, operations)].join(
          ' AND ',
        ),
      )
      .commit();
  };
}

/** Writes the edit of a product as it was read; false when the product or its stock is no longer as the edit takes it to be. */
export async function writeEdit(before: Product, edit: ProductEdit, { actor, now }: Acting): Promise<boolean> {
  const stock = stockEditOf(edit);
  const after = edited(before, edit);
  const details = detailsOf(before, after, stock);
  const { committed } = await writeAll([
    productAction(before.id, after, edit.revision, stock),
    auditAction({ actor, action: 'product.update', target: before.id, details, now }),
  ]);
  return committed;
}

/**
 * Edits a product and returns it. What is sold or restocked meanwhile stays so; 409 when another admin has edited it, or the
 * stock does not allow the change, 404 when there is no such product.
 */
export async function updateProduct(id: string, edit: ProductEdit, acting: Acting): Promise<Product> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const product = await productOf(id);
    checkRevision(product, edit.revision);
    checkStock(product, stockEditOf(edit));
    if (await writeEdit(product, edit, acting)) return productOf(id);
  }
  throw editedMeanwhile(await productOf(id));
}
