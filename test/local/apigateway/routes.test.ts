import { expect, test } from 'vitest';
import { createRoutes } from '../../../local/apigateway/routes.ts';

const find = createRoutes([
  { method: 'ANY', path: '/api/{proxy+}', functionId: 'rest' },
  { method: 'GET', path: '/api/products/{id}', functionId: 'product' },
  { method: 'ANY', path: '/api/products/featured', functionId: 'featured' },
  { method: 'GET', path: '/api/products', functionId: 'products' },
  { method: 'GET', path: '/api/products/{id}/picture', functionId: 'picture' },
  { method: 'ANY', path: '/api/products/{id}', functionId: 'anyProduct' },
]);

const cases: Record<string, [request: string, expected: object | undefined]> = {
  'a full match': ['GET /api/products', { functionId: 'products', routeKey: 'GET /api/products', pathParameters: {} }],
  'a full match before a variable, even for ANY': [
    'GET /api/products/featured',
    { functionId: 'featured', routeKey: 'ANY /api/products/featured', pathParameters: {} },
  ],
  'a variable': [
    'GET /api/products/prd_1',
    { functionId: 'product', routeKey: 'GET /api/products/{id}', pathParameters: { id: 'prd_1' } },
  ],
  'ANY when no route names the method': [
    'DELETE /api/products/prd_1',
    { functionId: 'anyProduct', routeKey: 'ANY /api/products/{id}', pathParameters: { id: 'prd_1' } },
  ],
  'a variable, decoded': [
    'GET /api/products/a%20b',
    { functionId: 'product', routeKey: 'GET /api/products/{id}', pathParameters: { id: 'a b' } },
  ],
  'a greedy variable for the rest of the path': [
    'POST /api/some/thing/else',
    { functionId: 'rest', routeKey: 'ANY /api/{proxy+}', pathParameters: { proxy: 'some/thing/else' } },
  ],
  'a greedy variable when a more specific route lacks the method': [
    'POST /api/products/prd_1/picture',
    { functionId: 'rest', routeKey: 'ANY /api/{proxy+}', pathParameters: { proxy: 'products/prd_1/picture' } },
  ],
  'nothing for an empty greedy variable': ['GET /api/', undefined],
  'nothing elsewhere': ['GET /products', undefined],
};
test.each(Object.entries(cases))('%s', (_, [request, expected]) => {
  const [method = '', path = ''] = request.split(' ');
  expect(find(method, path)).toEqual(expected);
});
