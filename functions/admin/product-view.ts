import type { Product } from '../lib/entities/product.ts';
import { picturePath } from '../lib/product-view.ts';

/** A product as admins see it. */
export type AdminProductView = Pick<Product, 'id' | 'name' | 'description' | 'category' | 'priceCents' | 'stock'> & {
  /** What one of it costs the shop; null when unknown. */
  readonly costCents: number | null;
  /** To be sent with the next edit. */
  readonly revision: number;
  readonly picture: string;
  /** Whether the picture was uploaded, not drawn. */
  readonly uploaded: boolean;
  readonly createdAt: string;
};

/** How often the product has been edited. */
export function revisionOf({ revision }: Pick<Product, 'revision'>): number {
  return revision ?? 0;
}

/** What the API tells admins of a product. */
export function adminProductView(product: Product): AdminProductView {
  const { id, name, description, category, priceCents, costCents, stock, pictureDigest, createdAt } = product;
  return {
    ...{ id, name, description, category, priceCents, costCents: costCents ?? null, stock },
    revision: revisionOf(product),
    picture: picturePath(product),
    uploaded: pictureDigest !== undefined,
    createdAt: new Date(createdAt).toISOString(),
  };
}
