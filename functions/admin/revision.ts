import type { Product } from '../lib/entities/product.ts';
import { Problem } from '../lib/problem.ts';
import { adminProductView, revisionOf } from './product-view.ts';

/** 409 with the product as it is now. */
export function editedMeanwhile(product: Product): Problem {
  return new Problem(409, 'The product has been edited meanwhile. Look at it again.', {
    code: 'edited-meanwhile',
    members: { product: adminProductView(product) },
  });
}

/** Rejects an edit of a product that has been edited since the writer has seen it (409). */
export function checkRevision(product: Product, revision: number): void {
  if (revisionOf(product) !== revision) throw editedMeanwhile(product);
}

type Operations = {
  eq(name: unknown, value: number): string;
  notExists(name: unknown): string;
};

/** The condition under which a product still has that revision; one that has never been edited may have none. */
export function hasRevision(name: unknown, revision: number, { eq, notExists }: Operations): string {
  return revision === 0 ? `(${eq(name, 0)} OR ${notExists(name)})` : eq(name, revision);
}
