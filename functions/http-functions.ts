import type { HttpFunctionId } from '../monitoring/resources.ts';
import { type FunctionDefinition, type Method, TELLING } from './function-definition.ts';

/** The largest picture of a product, in bytes; it is kept in one item of the table, which takes 400 KB. */
export const PICTURE_LIMIT = 262_144;

const catalog = {
  handler: 'functions/catalog/handler.ts',
  memorySize: 512,
  timeout: 10,
  routes: [
    { method: 'GET', path: '/api/products', access: 'public' },
    { method: 'GET', path: '/api/products/{id}', access: 'public' },
    { method: 'GET', path: '/api/products/{id}/picture', access: 'public' },
    { method: 'GET', path: '/api/categories', access: 'public' },
    { method: 'GET', path: '/health', access: 'public' },
    { method: 'GET', path: '/health/live', access: 'public' },
    { method: 'GET', path: '/health/ready', access: 'public' },
    { method: 'GET', path: '/health/catalog', access: 'public' },
  ],
  permissions: ['table:GetItem', 'gsi1:Query'],
  environment: ['TABLE_NAME'],
} as const satisfies FunctionDefinition;

const cart = {
  handler: 'functions/cart/handler.ts',
  memorySize: 512,
  timeout: 10,
  routes: [
    { method: 'GET', path: '/api/cart', access: 'public' },
    { method: 'PUT', path: '/api/cart/items/{productId}', access: 'public' },
    { method: 'DELETE', path: '/api/cart/items/{productId}', access: 'public' },
    { method: 'GET', path: '/health/cart', access: 'public' },
  ],
  permissions: ['table:GetItem', 'table:BatchGetItem', 'table:PutItem'],
  environment: ['TABLE_NAME', 'PSEUDONYM_KEY'],
} as const satisfies FunctionDefinition;

const checkout = {
  handler: 'functions/checkout/handler.ts',
  memorySize: 512,
  timeout: 20,
  routes: [
    { method: 'POST', path: '/api/checkout', access: 'customer' },
    { method: 'GET', path: '/api/orders', access: 'customer' },
    { method: 'GET', path: '/api/orders/{id}', access: 'customer' },
    { method: 'POST', path: '/api/orders/{id}/cancel', access: 'customer' },
    { method: 'GET', path: '/api/wallet', access: 'customer' },
    { method: 'GET', path: '/api/wallet/ledger', access: 'customer' },
    { method: 'POST', path: '/api/wallet/deposits', access: 'customer' },
    { method: 'GET', path: '/health/checkout', access: 'public' },
  ],
  permissions: [
    'table:GetItem',
    'table:BatchGetItem',
    'table:Query',
    'gsi1:Query',
    'table:PutItem',
    'table:UpdateItem',
    'table:ConditionCheckItem',
  ],
  environment: ['TABLE_NAME', 'PAYMENT_TIMEOUT_MS', 'PSEUDONYM_KEY'],
} as const satisfies FunctionDefinition;

const account = {
  handler: 'functions/account/handler.ts',
  memorySize: 1024,
  timeout: 10,
  routes: [
    { method: 'POST', path: '/api/auth/register', access: 'public' },
    { method: 'POST', path: '/api/auth/login', access: 'public' },
    { method: 'POST', path: '/api/auth/logout', access: 'public' },
    { method: 'GET', path: '/api/auth/me', access: 'customer' },
    { method: 'PUT', path: '/api/account', access: 'customer' },
    { method: 'DELETE', path: '/api/account', access: 'customer' },
    { method: 'PUT', path: '/api/account/password', access: 'customer' },
    { method: 'POST', path: '/api/account/sign-out-everywhere', access: 'customer' },
    { method: 'GET', path: '/health/account', access: 'public' },
  ],
  permissions: [
    'table:GetItem',
    'table:BatchGetItem',
    'table:Query',
    'gsi1:Query',
    'table:PutItem',
    'table:UpdateItem',
    'table:DeleteItem',
    'table:ConditionCheckItem',
  ],
  environment: ['TABLE_NAME', 'PSEUDONYM_KEY'],
} as const satisfies FunctionDefinition;

const admin = {
  handler: 'functions/admin/handler.ts',
  memorySize: 512,
  timeout: 20,
  routes: [
    { method: 'GET', path: '/api/items', access: 'public' },
    { method: 'POST', path: '/api/items', access: 'admin' },
    { method: 'GET', path: '/api/items/{id}', access: 'public' },
    { method: 'PUT', path: '/api/items/{id}', access: 'admin' },
    { method: 'DELETE', path: '/api/items/{id}', access: 'admin' },
    { method: 'GET', path: '/api/admin/products', access: 'admin' },
    { method: 'POST', path: '/api/admin/products', access: 'admin' },
    { method: 'GET', path: '/api/admin/products/{id}', access: 'admin' },
    { method: 'PUT', path: '/api/admin/products/{id}', access: 'admin' },
    { method: 'DELETE', path: '/api/admin/products/{id}', access: 'admin' },
    { method: 'PUT', path: '/api/admin/products/{id}/picture', access: 'admin', bodyLimit: PICTURE_LIMIT },
    { method: 'DELETE', path: '/api/admin/products/{id}/picture', access: 'admin' },
    { method: 'GET', path: '/api/admin/users', access: 'admin' },
    { method: 'GET', path: '/api/admin/users/{id}', access: 'admin' },
    { method: 'PUT', path: '/api/admin/users/{id}/role', access: 'admin' },
    { method: 'PUT', path: '/api/admin/users/{id}/lock', access: 'admin' },
    { method: 'GET', path: '/api/admin/orders', access: 'admin' },
    { method: 'GET', path: '/api/admin/orders/{id}', access: 'admin' },
    { method: 'POST', path: '/api/admin/orders/{id}/status', access: 'admin' },
    { method: 'GET', path: '/api/admin/reviews', access: 'admin' },
    { method: 'POST', path: '/api/admin/reviews/{orderId}', access: 'admin' },
    { method: 'GET', path: '/api/admin/statistics', access: 'viewer' },
    { method: 'GET', path: '/api/admin/jobs', access: 'viewer' },
    { method: 'GET', path: '/api/admin/audit', access: 'admin' },
    { method: 'GET', path: '/health/admin', access: 'public' },
  ],
  permissions: [
    'table:GetItem',
    'table:Query',
    'gsi1:Query',
    'gsi2:Query',
    'table:PutItem',
    'table:UpdateItem',
    'table:DeleteItem',
    'table:ConditionCheckItem',
  ],
  environment: ['TABLE_NAME', 'PSEUDONYM_KEY'],
} as const satisfies FunctionDefinition;

const ops = {
  handler: 'functions/ops/handler.ts',
  memorySize: 512,
  timeout: 20,
  routes: [
    { method: 'GET', path: '/api/ops/dashboards', access: 'viewer', withoutTable: true },
    { method: 'GET', path: '/api/ops/dashboards/{id}', access: 'viewer', withoutTable: true },
    { method: 'GET', path: '/api/ops/dashboards/{id}/panels/{panel}', access: 'viewer', withoutTable: true },
    { method: 'GET', path: '/api/ops/alarms', access: 'viewer', withoutTable: true },
    { method: 'GET', path: '/api/ops/alarms/{name}', access: 'viewer' },
    { method: 'POST', path: '/api/ops/alarms/{name}/mute', access: 'admin' },
    { method: 'DELETE', path: '/api/ops/alarms/{name}/mute', access: 'admin' },
    { method: 'GET', path: '/api/ops/alarms/{name}/history', access: 'viewer', withoutTable: true },
    { method: 'GET', path: '/api/ops/alarms/{name}/metric', access: 'viewer', withoutTable: true },
    { method: 'GET', path: '/api/ops/notifications', access: 'viewer' },
    { method: 'GET', path: '/api/ops/cost', access: 'viewer', withoutTable: true },
    { method: 'GET', path: '/api/ops/slos', access: 'viewer' },
    { method: 'GET', path: '/api/ops/reports', access: 'viewer' },
    { method: 'GET', path: '/api/ops/reports/{id}', access: 'viewer' },
    { method: 'GET', path: '/api/ops/metrics', access: 'viewer', withoutTable: true },
    { method: 'GET', path: '/api/ops/logs', access: 'viewer', withoutTable: true },
    { method: 'GET', path: '/api/ops/log-record', access: 'viewer', withoutTable: true },
    { method: 'GET', path: '/api/ops/queries', access: 'viewer', withoutTable: true },
    // A query of log lines runs for a while: it is started, read and stopped, and changes nothing.
    { method: 'POST', path: '/api/ops/queries', access: 'viewer', readsOnly: true },
    { method: 'GET', path: '/api/ops/queries/{id}', access: 'viewer', withoutTable: true },
    { method: 'DELETE', path: '/api/ops/queries/{id}', access: 'viewer', readsOnly: true },
    { method: 'GET', path: '/api/ops/traces', access: 'viewer', withoutTable: true },
    { method: 'GET', path: '/api/ops/traces/{id}', access: 'viewer', withoutTable: true },
    { method: 'GET', path: '/api/ops/service-map', access: 'viewer', withoutTable: true },
    { method: 'GET', path: '/api/ops/service-map/statistics', access: 'viewer', withoutTable: true },
    { method: 'GET', path: '/api/ops/deployments', access: 'viewer' },
    { method: 'GET', path: '/api/ops/deployments/{id}', access: 'viewer' },
    { method: 'GET', path: '/api/ops/deployments/{id}/health', access: 'viewer' },
    { method: 'GET', path: '/api/ops/incidents', access: 'viewer' },
    { method: 'GET', path: '/api/ops/incidents/{id}', access: 'viewer' },
    { method: 'POST', path: '/api/ops/incidents/{id}/acknowledge', access: 'admin' },
    { method: 'POST', path: '/api/ops/incidents/{id}/escalate', access: 'admin' },
    { method: 'POST', path: '/api/ops/incidents/{id}/notes', access: 'admin' },
    // It has the token of a link, which belongs into no address.
    { method: 'POST', path: '/api/incidents/{id}', access: 'public', readsOnly: true },
    { method: 'POST', path: '/api/incidents/{id}/acknowledge', access: 'public' },
    { method: 'GET', path: '/metrics', access: 'scraper' },
    { method: 'GET', path: '/health/ops', access: 'public' },
  ],
  permissions: [
    'table:GetItem',
    'table:Query',
    'table:PutItem',
    'gsi1:Query',
    'gsi2:Query',
    'cloudwatch:read',
    'alarms:mute',
    'logs:read',
    'xray:read',
  ],
  environment: ['TABLE_NAME', 'PSEUDONYM_KEY', 'METRICS_TOKEN', 'API_ID', 'BILLED_SETTINGS', ...TELLING],
} as const satisfies FunctionDefinition;

/** The functions that serve routes, by id. */
export const HTTP_FUNCTIONS = { catalog, cart, checkout, account, admin, ops } satisfies Readonly<
  Record<HttpFunctionId, FunctionDefinition>
>;

type KeyOf<R> = R extends { readonly method: infer M extends Method; readonly path: infer P extends string }
  ? `${M} ${P}`
  : never;

/** The routes of an HTTP function as API Gateway calls them: `GET /api/products/{id}`. */
export type RouteKey<I extends HttpFunctionId> = KeyOf<(typeof HTTP_FUNCTIONS)[I]['routes'][number]>;
