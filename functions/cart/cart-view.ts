import type { CartLine, StoredCart } from '../lib/cart-store.ts';
import { type Product, productsById } from '../lib/entities/product.ts';
import { CURRENCY, totalOf } from '../lib/money.ts';
import { picturePath } from '../lib/product-view.ts';

/** One product in the cart as the API shows it; price and stock are the product's of this moment. */
export type CartLineView = {
  readonly productId: string;
  readonly name: string;
  readonly quantity: number;
  readonly priceCents: number;
  /** The price that was seen when it was put in or last confirmed, when that was another. */
  readonly priceChangedFromCents?: number;
  readonly totalCents: number;
  readonly stock: number;
  readonly picture: string;
};

/** A cart as the API shows it. */
export type CartView = {
  readonly lines: readonly CartLineView[];
  readonly totalCents: number;
  readonly currency: string;
  readonly itemCount: number;
  /** Whether a line's price has changed since it was put in. */
  readonly priceChanges: boolean;
};

function lineView({ quantity, priceCents: before }: CartLine, product: Product): CartLineView {
  const { id: productId, name, priceCents, stock } = product;
  return {
    productId,
    name,
    quantity,
    priceCents,
    ...(before === undefined || before === priceCents ? {} : { priceChangedFromCents: before }),
    totalCents: priceCents * quantity,
    stock,
    picture: picturePath(product),
  };
}

/** What the API tells of a cart whose products are these; lines of products that no longer exist are left out. */
export function viewOf(lines: readonly CartLine[], products: ReadonlyMap<string, Product>): CartView {
  const views = lines.flatMap((line) => {
    const product = products.get(line.productId);
    return product ? [lineView(line, product)] : [];
  });
  return {
    lines: views,
    totalCents: totalOf(views),
    currency: CURRENCY,
    itemCount: views.reduce((sum, line) => sum + line.quantity, 0),
    priceChanges: views.some((line) => line.priceChangedFromCents !== undefined),
  };
}

/** What the API tells of a cart at this moment. */
export async function cartView({ lines }: Pick<StoredCart, 'lines'>): Promise<CartView> {
  return viewOf(lines, await productsById(lines.map((line) => line.productId)));
}
