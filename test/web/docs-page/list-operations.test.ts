import { describe, expect, test } from 'vitest';
import { openApiDocument } from '../../../openapi/document.ts';
import type { ApiDocument } from '../../../web/src/docs-page/api-document.ts';
import { listOperations } from '../../../web/src/docs-page/list-operations.ts';

const document: ApiDocument = JSON.parse(JSON.stringify(openApiDocument('1')));
const found = (search: string) =>
  listOperations(document, search).flatMap(({ name, operations }) =>
    operations.map(({ method, path }) => `${name}: ${method} ${path}`),
  );

describe('the operations of the API’s document', () => {
  test('are all there, once each, under the document’s tags', () => {
    const paths = Object.values(document.paths).flatMap((item) =>
      Object.keys(item).filter((member) => member !== 'parameters'),
    );
    expect(found('')).toHaveLength(paths.length);
    expect(new Set(found('')).size).toBe(paths.length);
  });

  test.each([
    ['its path', '/api/cart/items'],
    ['its method and path, in any case', 'put CART'],
    ['words of what it does, in any order', 'cart puts'],
    ['its id', 'putCartItemsByProductId'],
  ])('are found by %s', (_, search) => {
    expect(found(search)).toContain('Cart: PUT /api/cart/items/{productId}');
    expect(found(search).length).toBeLessThan(found('').length);
  });

  test('are none for words that none has', () => {
    expect(listOperations(document, 'zeppelin')).toEqual([]);
  });
});
