import { describe, expect, test } from 'vitest';
import { lineProblem } from '../../../web/src/cart/line-problem.ts';
import { orderTitle } from '../../../web/src/orders/order-title.ts';

describe('a cart line', () => {
  const cases: Record<string, [quantity: number, stock: number, says: RegExp | undefined]> = {
    'within the stock is fine': [2, 2, undefined],
    'of which one is left says so': [2, 1, /Only 1 is left/],
    'of which some are left says how many': [9, 3, /Only 3 are left/],
    'that is sold out says so': [1, 0, /Sold out/],
  };
  test.each(Object.entries(cases))('%s', (_, [quantity, stock, says]) => {
    const problem = lineProblem({ quantity, stock });
    if (says === undefined) expect(problem).toBeUndefined();
    else expect(problem).toMatch(says);
  });
});

describe('an order is called', () => {
  const line = (name: string) => ({ productId: name, name, quantity: 1, priceCents: 1 });
  test('by its only product', () => expect(orderTitle({ id: 'ord_1', lines: [line('Mug')] })).toBe('Mug'));
  test('by its first product and the number of others', () =>
    expect(orderTitle({ id: 'ord_1', lines: [line('Mug'), line('Pen'), line('Pan')] })).toBe('Mug and 2 more'));
  test('by its id when it has no lines', () => expect(orderTitle({ id: 'ord_1', lines: [] })).toBe('ord_1'));
});
