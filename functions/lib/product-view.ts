import type { Product } from './entities/product.ts';
import { CURRENCY } from './money.ts';

/** A product as the API shows it. */
export type ProductView = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly priceCents: number;
  readonly currency: string;
  readonly stock: number;
  readonly picture: string;
};

/** Address of a product's picture. */
export function picturePath(productId: string): string {
  return `/api/products/${productId}/picture`;
}

/** What the API tells of a product. */
export function productView({ id, name, description, category, priceCents, stock }: Product): ProductView {
  return { id, name, description, category, priceCents, currency: CURRENCY, stock, picture: picturePath(id) };
}
