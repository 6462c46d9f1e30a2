import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergedLines } from '../../../functions/account/merge-carts.ts';
import { type CartLine, MAX_LINES, MAX_QUANTITY } from '../../../functions/lib/cart-store.ts';

const cart = fc.uniqueArray(
  fc.record({
    productId: fc.nat({ max: 80 }).map((number) => `prd_${number}`),
    quantity: fc.integer({ min: 1, max: MAX_QUANTITY }),
    priceCents: fc.nat({ max: 10_000 }),
  }),
  { selector: ({ productId }) => productId, maxLength: MAX_LINES },
);
const stock = fc.dictionary(
  fc.nat({ max: 80 }).map((number) => `prd_${number}`),
  fc.nat({ max: 150 }),
);
const byId = (lines: readonly CartLine[]) => new Map(lines.map((line) => [line.productId, line]));

function property(law: (own: CartLine[], guest: CartLine[], stockOf: (id: string) => number) => void): void {
  fc.assert(fc.property(cart, cart, stock, (own, guest, stock) => law(own, guest, (id) => stock[id] ?? 0)));
}

test('nothing that the user had is lowered, repriced or lost', () => {
  property((own, guest, stockOf) => {
    const merged = byId(mergedLines(own, guest, stockOf));
    for (const { productId, quantity, priceCents } of own) {
      expect(merged.get(productId)?.quantity).toBeGreaterThanOrEqual(quantity);
      expect(merged.get(productId)?.priceCents).toBe(priceCents);
    }
  });
});

test('what is added is what the guest had, as far as stock and the largest quantity allow', () => {
  property((own, guest, stockOf) => {
    const [mine, theirs] = [byId(own), byId(guest)];
    for (const { productId, quantity, priceCents } of mergedLines(own, guest, stockOf)) {
      const before = mine.get(productId)?.quantity ?? 0;
      const sum = before + (theirs.get(productId)?.quantity ?? 0);
      expect(quantity).toBe(
        Math.max(before, Math.min(sum, MAX_QUANTITY, theirs.has(productId) ? stockOf(productId) : sum)),
      );
      expect(priceCents).toBe((mine.get(productId) ?? theirs.get(productId))?.priceCents);
    }
  });
});

test('the merged cart is a cart: no product twice, none of nothing, not too long', () => {
  property((own, guest, stockOf) => {
    const merged = mergedLines(own, guest, stockOf);
    expect(byId(merged).size).toBe(merged.length);
    expect(merged.every(({ quantity }) => quantity > 0 && quantity <= MAX_QUANTITY)).toBe(true);
    expect(merged.length).toBeLessThanOrEqual(MAX_LINES);
  });
});

test('an empty cart adds nothing, and is replaced by the other', () => {
  property((own, guest) => {
    expect(mergedLines(own, [], () => 0)).toEqual(own);
    expect(mergedLines([], guest, () => MAX_QUANTITY)).toEqual(guest);
  });
});
