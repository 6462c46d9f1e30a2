import { expect, test } from 'vitest';
import { MOST_STOCK } from '../../../../functions/admin/product-request.ts';
import { withQuery } from '../../../../web/src/admin/frame/page-query.ts';
import { pageOf, shortId } from '../../../../web/src/admin/frame/short-id.ts';
import { readWhole } from '../../../../web/src/admin/products/whole-number.ts';

test('an id leads to the page about what it stands for, if there is one', () => {
  expect(pageOf('ord_1')).toBe('/admin/orders/ord_1');
  expect(pageOf('usr_1')).toBe('/admin/users/usr_1');
  expect(['del_1', 'operator', 'toString_1', ''].map(pageOf)).toEqual([undefined, undefined, undefined, undefined]);
  expect(shortId('ord_01JZ8Q4M6T9V3B5C7D9F1G3H5J')).toBe('…1G3H5J');
});

test('an address has only the parameters that have a value', () => {
  expect(withQuery('/a', { one: '1', two: '', three: null, four: undefined })).toBe('/a?one=1');
  expect(withQuery('/a', {})).toBe('/a');
});

test('a number of things goes as far as the API takes it', () => {
  expect(readWhole(String(MOST_STOCK))).toBe(MOST_STOCK);
  expect(readWhole(String(MOST_STOCK + 1))).toBeUndefined();
});
