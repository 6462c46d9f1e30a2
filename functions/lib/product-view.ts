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

/** Address of a product's picture; one that was uploaded has its version in it, so that each may be kept for good. */
export function picturePath({ id, pictureDigest }: Pick<Product, 'id' | 'pictureDigest'>): string {
  const path = `/api/products/${id}/picture`;
  return pictureDigest === undefined ? path : `${path}?v=${pictureVersion(pictureDigest)}`;
}

/** What of a picture's digest its address carries. */
export function pictureVersion(digest: string): string {
  return digest.slice(0, 16);
}

/** What the API tells of a product. */
export function productView(product: Product): ProductView {
  const { id, name, description, category, priceCents, stock } = product;
  return { id, name, description, category, priceCents, currency: CURRENCY, stock, picture: picturePath(product) };
}
