import type { Product } from '../lib/entities/product.ts';
import { revisionOf } from './product-view.ts';

/** A product as the inventory shows it. */
export type ItemView = {
  readonly id: string;
  readonly name: string;
  /** In the shop's currency, with at most two decimals. */
  readonly unitPrice: number;
  readonly quantity: number;
};

/** What the inventory tells of a product. */
export function itemView({ id, name, priceCents, stock }: Product): ItemView {
  return { id, name, unitPrice: priceCents / 100, quantity: stock };
}

/** The entity tag of an item: another one after every edit and every sale. */
export function itemTag(product: Product): string {
  return `"${revisionOf(product)}-${product.stock}"`;
}
