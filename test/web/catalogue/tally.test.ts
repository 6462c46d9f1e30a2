import { expect, test } from 'vitest';
import { tally } from '../../../web/src/catalogue/tally.ts';

const product = {
  id: 'a',
  name: '',
  description: '',
  category: '',
  priceCents: 1,
  currency: '',
  stock: 1,
  picture: '',
};

test.each([
  [1, 1, 12, '1 product'],
  [5, 5, 12, '5 products'],
  [12, 57, 12, '12 of 57 products'],
  [24, 57, 12, '12 of 57 products'],
  [24, 24, 12, '12 of 24 products'],
])('%i found of %i in all, %i to be shown: %s', (found, total, shown, says) => {
  expect(tally({ products: Array.from({ length: found }, () => product), total }, shown)).toBe(says);
});
