import { expect, test } from 'vitest';
import { itemOf, itemProblems } from '../../../../web/src/admin/items/typed-item.ts';

test('an item as it is typed becomes one of whole cents', () => {
  expect(itemOf({ name: 'Broom', unitPrice: '18,05', quantity: '20' })).toEqual({
    name: 'Broom',
    unitPrice: 18.05,
    quantity: 20,
  });
});

test('an item needs a name, a price, and how many there are', () => {
  expect(Object.keys(itemProblems({ name: '', unitPrice: '0', quantity: '' }))).toEqual([
    'name',
    'unitPrice',
    'quantity',
  ]);
  expect(itemProblems({ name: 'Broom', unitPrice: '18', quantity: '0' })).toEqual({});
});
