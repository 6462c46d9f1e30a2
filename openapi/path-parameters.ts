import { productExample } from '../functions/lib/product-schema.ts';
import type { Parameter } from './types.ts';

type Told = { readonly description: string; readonly example: string };

const user = { description: 'A user’s id.', example: 'usr_01JZ8Q4M6T9V3B5C7D9F1G3H5J' };
const order = { description: 'An order’s id.', example: 'ord_01JZ8Q4M6T9V3B5C7D9F1G3H5J' };
const product = { description: 'A product’s id.', example: productExample.id };
const dashboard = { description: 'A dashboard’s id.', example: 'overview' };
const panel = { description: 'A panel’s id in its dashboard.', example: 'requests' };
const alarm = { description: 'An alarm’s name.', example: 'smallcart-prod-error-rate' };
const trace = { description: 'A trace’s id.', example: '1-6a1c2b40-0123456789abcdef01234567' };
const deployment = { description: 'A deployment’s id.', example: 'dep_01JZ8Q4M6T9V3B5C7D9F1G3H5J' };
const incident = { description: 'An incident’s id.', example: 'inc_01JZ8Q4M6T9V3B5C7D9F1G3H5J' };
const query = {
  description: 'A query’s id, as it was answered when the query was started.',
  example: '9f8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d.47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU',
};
const report = { description: 'A report’s id: its first day and its kind.', example: '2026-05-25-week' };

/** What a `{…}` stands for, by the path up to it. */
const TOLD: Readonly<Record<string, Told>> = {
  '/api/products/{id}': product,
  '/api/cart/items/{productId}': product,
  '/api/orders/{id}': order,
  '/api/items/{id}': product,
  '/api/admin/products/{id}': product,
  '/api/admin/users/{id}': user,
  '/api/admin/orders/{id}': order,
  '/api/admin/reviews/{orderId}': order,
  '/api/ops/dashboards/{id}': dashboard,
  '/api/ops/dashboards/{id}/panels/{panel}': panel,
  '/api/ops/alarms/{name}': alarm,
  '/api/ops/queries/{id}': query,
  '/api/ops/traces/{id}': trace,
  '/api/ops/deployments/{id}': deployment,
  '/api/ops/reports/{id}': report,
  '/api/ops/incidents/{id}': incident,
  '/api/incidents/{id}': incident,
};

/** The parameters of a path; one that nobody has told of is an error. */
export function pathParameters(path: string): readonly Parameter[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(({ 0: placeholder, 1: name = '', index }) => {
    const told = TOLD[path.slice(0, index + placeholder.length)];
    if (!told) throw new Error(`Tell in openapi/path-parameters.ts what ${placeholder} of ${path} is.`);
    return { name, in: 'path', required: true, ...told, schema: { type: 'string' } };
  });
}
