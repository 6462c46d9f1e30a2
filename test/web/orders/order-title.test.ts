import { describe, expect, test } from 'vitest';
import { orderTitle } from '../../../web/src/orders/order-title.ts';

describe('an order is called', () => {
  const line = (name: string) => ({ productId: name, name, quantity: 1, priceCents: 1 });
  test('by its only product', () => expect(orderTitle({ id: 'ord_1', lines: [line('Mug')] })).toBe('Mug'));
  test('by its first product and the number of others', () =>
    expect(orderTitle({ id: 'ord_1', lines: [line('Mug'), line('Pen'), line('Pan')] })).toBe('Mug and 2 more'));
  test('by its id when it has no lines', () => expect(orderTitle({ id: 'ord_1', lines: [] })).toBe('ord_1'));
});
