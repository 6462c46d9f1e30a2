import { describe, expect, test } from 'vitest';
import type { CartLine } from '../../../web/src/api/types.ts';
import { changedLines, priceChange } from '../../../web/src/cart/price-change.ts';

const line = (productId: string, priceCents: number, before?: number): CartLine => ({
  productId,
  name: productId,
  quantity: 1,
  priceCents,
  totalCents: priceCents,
  stock: 9,
  picture: '',
  ...(before !== undefined && { priceChangedFromCents: before }),
});

describe('the price of a cart line', () => {
  test('that rose says from what to what', () =>
    expect(priceChange(line('a', 600, 500), 'EUR')).toMatch(/went up from €5.00 to €6.00/));
  test('that fell says so as well', () => expect(priceChange(line('a', 400, 500), 'EUR')).toMatch(/went down/));
  test('that stayed says nothing', () => {
    expect(priceChange(line('a', 500), 'EUR')).toBeUndefined();
    expect(priceChange(line('a', 500, 500), 'EUR')).toBeUndefined();
  });
});

test('only lines whose price changed wait for a word of the shopper', () => {
  const changed = line('b', 5, 6);
  expect(changedLines({ lines: [line('a', 5), changed], currency: 'EUR' })).toEqual([changed]);
});
