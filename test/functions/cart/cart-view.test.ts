import fc from 'fast-check';
import { expect, test } from 'vitest';
import { viewOf } from '../../../functions/cart/cart-view.ts';
import { type CartLine, withLine } from '../../../functions/lib/cart-store.ts';
import type { Product } from '../../../functions/lib/entities/product.ts';

const IDS = ['a', 'b', 'c', 'd'];
const price = fc.integer({ min: 0, max: 10_000_000 });
const quantity = fc.integer({ min: 0, max: 99 });
const line = fc.record(
  { productId: fc.constantFrom(...IDS), quantity, priceCents: price },
  { requiredKeys: ['productId', 'quantity'] },
);
const edits = fc.array(line, { maxLength: 12 });
const shelf = fc.dictionary(fc.constantFrom(...IDS), fc.record({ priceCents: price, stock: quantity })).map((told) => {
  const plain = { catalogue: 'all', description: 'Flat.', category: 'Kitchen', createdAt: 0 };
  return new Map<string, Product>(
    Object.entries(told).map(([id, given]) => [id, { ...plain, id, name: `Tray ${id}`, ...given }]),
  );
});
const cartOf = (lines: readonly CartLine[]) => lines.reduce<CartLine[]>(withLine, []);

test('a cart holds of each product what was said last, in the order in which products came, and none of nothing', () => {
  fc.assert(
    fc.property(edits, (all) => {
      const cart = cartOf(all);
      const last = new Map(all.map((edit) => [edit.productId, edit]));
      expect(new Map(cart.map((kept) => [kept.productId, kept]))).toEqual(
        new Map([...last].filter(([, { quantity }]) => quantity > 0)),
      );
      expect(new Set(cart.map(({ productId }) => productId)).size).toBe(cart.length);
    }),
  );
});

test('what a cart tells adds up, to the cent, at the prices of this moment', () => {
  fc.assert(
    fc.property(edits, shelf, (all, products) => {
      const cart = cartOf(all);
      const view = viewOf(cart, products);
      expect(view.lines.map(({ productId }) => productId)).toEqual(
        cart.map(({ productId }) => productId).filter((id) => products.has(id)),
      );
      for (const shown of view.lines) {
        expect(shown.priceCents).toBe(products.get(shown.productId)?.priceCents);
        expect(BigInt(shown.totalCents)).toBe(BigInt(shown.priceCents) * BigInt(shown.quantity));
      }
      expect(BigInt(view.totalCents)).toBe(view.lines.reduce((sum, { totalCents }) => sum + BigInt(totalCents), 0n));
      expect(view.itemCount).toBe(view.lines.reduce((sum, { quantity }) => sum + quantity, 0));
    }),
  );
});

test('a price is announced as changed exactly when the product went in at another', () => {
  fc.assert(
    fc.property(edits, shelf, (all, products) => {
      const cart = cartOf(all);
      const view = viewOf(cart, products);
      const before = new Map(cart.map(({ productId, priceCents }) => [productId, priceCents]));
      for (const { productId, priceCents, priceChangedFromCents } of view.lines) {
        const paid = before.get(productId) ?? priceCents;
        expect(priceChangedFromCents).toBe(paid === priceCents ? undefined : paid);
      }
      expect(view.priceChanges).toBe(view.lines.some((shown) => 'priceChangedFromCents' in shown));
    }),
  );
});
