import type { FunctionId, HttpFunctionId, Severity } from '../monitoring/resources.ts';
import type { EventKind } from './event-rules.ts';

/**
 * Who may call a route. Admins may do what viewers may; every signed-in user is a customer; a scraper is an admin or whoever
 * has the metrics token.
 */
export type Access = 'public' | 'customer' | 'viewer' | 'admin' | 'scraper';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A route of the HTTP API, its path in API Gateway's syntax: `/api/products/{id}`. */
export type Route = {
  readonly method: Method;
  readonly path: `/${string}`;
  readonly access: Access;
  /** Set on what asks by POST, or ends what asks: it changes nothing, so that viewers may. */
  readonly readsOnly?: true;
  /**
   * Set on what is looked at while the table fails and does not need it: whoever the table vouched for a few minutes before
   * is believed then (functions/lib/seen-sessions.ts).
   */
  readonly withoutTable?: true;
  /** The largest body, in bytes, where it may be larger than what functions/lib/validate.ts allows. */
  readonly bodyLimit?: number;
};

/** What invokes a function that serves no routes. */
export type EventSource =
  | {
      readonly type: 'stream';
      readonly batchSize: number;
      readonly maximumRetryAttempts: number;
      /** Event filter pattern, as in AWS's "Lambda event filtering". */
      readonly filter: object;
    }
  | { readonly type: 'queue'; readonly batchSize: number; readonly maxReceiveCount: number }
  | { readonly type: 'schedule'; readonly rate: `rate(${string})` }
  | {
      /**
       * A queue of the function's own, named after it, that is subscribed to the topics and is the target of an EventBridge
       * rule for each kind of event (functions/event-rules.ts).
       */
      readonly type: 'alarms';
      readonly topics: readonly Severity[];
      readonly events: readonly EventKind[];
      readonly batchSize: number;
      readonly maxReceiveCount: number;
    }
  | { readonly type: 'direct' };

/** Actions that a function's role allows, beyond its logs, its traces and reading its own event source. */
export type Permission =
  | TablePermission
  | 'gsi1:Query'
  | 'gsi2:Query'
  | 'orderQueue:send'
  | 'incidentQueue:send'
  | 'mailTopics:publish'
  | 'cloudwatch:read'
  | 'alarms:read'
  | 'alarms:mute'
  | 'metrics:read'
  | 'metrics:write'
  | 'logs:read'
  | 'xray:read'
  | 'traces:read';

/** DynamoDB's actions on the table itself; each action of a transaction needs the permission of its own kind. */
export type TablePermission = `table:${
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem'}`;

/** Environment keys that a function needs beyond those that every function gets (`COMMON_ENVIRONMENT`). */
export type EnvironmentKey =
  | 'TABLE_NAME'
  | 'ORDER_QUEUE_URL'
  | 'PAYMENT_TIMEOUT_MS'
  /** Id that API Gateway has given the HTTP API, by which its metrics are named. */
  | 'API_ID'
  /** Secret: key of the hash that makes a user's pseudonym. */
  | 'PSEUDONYM_KEY'
  /** Secret: what a Prometheus server shows to read /metrics. */
  | 'METRICS_TOKEN'
  /** Secret: where people are told, as JSON (functions/lib/channels/contacts.ts). */
  | 'CHANNELS'
  /** Secret: key of the signature in links that acknowledge an incident. */
  | 'LINK_KEY'
  /** ARN of the topic that mails the first contact; empty where nobody is mailed. */
  | 'MAIL_TOPIC_ARN'
  /** The same for the contact who is told when the first one does not acknowledge. */
  | 'MAIL_NEXT_TOPIC_ARN'
  /** When people are told, as JSON (functions/lib/incidents/notification-routes.ts). */
  | 'NOTIFICATION_ROUTES'
  /** What of the stage's settings decides its bill, as JSON (monitoring/stage-bill.ts). */
  | 'BILLED_SETTINGS';

/** What is deployed under one function id. */
export type FunctionDefinition = {
  /** Entry file; it exports `handler`. */
  readonly handler: `functions/${string}/handler.ts`;
  /** In MB; it also sets the share of CPU. */
  readonly memorySize: number;
  /** In seconds. */
  readonly timeout: number;
  readonly routes: readonly Route[];
  /** Absent for a function that serves routes. */
  readonly source?: EventSource;
  readonly permissions: readonly Permission[];
  readonly environment: readonly EnvironmentKey[];
};

/** Environment keys that every function gets. */
export const COMMON_ENVIRONMENT = [
  'STAGE',
  'SITE_URL',
  'VERSION',
  'POWERTOOLS_SERVICE_NAME',
  'POWERTOOLS_LOG_LEVEL',
  'POWERTOOLS_LOGGER_SAMPLE_RATE',
] as const;

/** How long SQS keeps a message, in seconds: the longest that it can, so that there is time to look into what went wrong. */
export const MESSAGE_RETENTION = 14 * 86_400;

/** How long a message that a function took stays hidden from others, in seconds: what "Using Lambda with Amazon SQS" asks for. */
export function visibilityTimeout({ timeout }: Pick<FunctionDefinition, 'timeout'>): number {
  return 6 * timeout;
}

/** How long checkout waits for the payment provider, in milliseconds, unless the deployment says otherwise. */
export const PAYMENT_TIMEOUT_MS = 4_000;

/** The largest picture of a product, in bytes; it is kept in one item of the table, which takes 400 KB. */
export const PICTURE_LIMIT = 262_144;

/** What a function needs that tells people: whom, how and when, and the key of links in what it tells. */
const TELLING = ['CHANNELS', 'LINK_KEY', 'MAIL_TOPIC_ARN', 'MAIL_NEXT_TOPIC_ARN', 'NOTIFICATION_ROUTES'] as const;

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

const outbox: FunctionDefinition = {
  handler: 'functions/outbox/handler.ts',
  memorySize: 256,
  timeout: 30,
  routes: [],
  source: {
    type: 'stream',
    batchSize: 25,
    maximumRetryAttempts: 100,
    filter: { eventName: ['INSERT'], dynamodb: { NewImage: { __edb_e__: { S: ['orderEvent', 'ledgerEntry'] } } } },
  },
  permissions: ['orderQueue:send', 'table:PutItem'],
  environment: ['TABLE_NAME', 'ORDER_QUEUE_URL'],
};

const fulfilment: FunctionDefinition = {
  handler: 'functions/fulfilment/handler.ts',
  memorySize: 512,
  // The longest shipment (functions/fulfilment/ship-order.ts), and a start.
  timeout: 45,
  routes: [],
  source: { type: 'queue', batchSize: 10, maxReceiveCount: 3 },
  permissions: ['table:GetItem', 'table:PutItem', 'table:UpdateItem'],
  environment: ['TABLE_NAME', 'PSEUDONYM_KEY'],
};

const salesRollup: FunctionDefinition = {
  handler: 'functions/sales-rollup/handler.ts',
  memorySize: 256,
  timeout: 120,
  routes: [],
  source: { type: 'schedule', rate: 'rate(15 minutes)' },
  permissions: [
    'gsi1:Query',
    'table:BatchGetItem',
    'table:PutItem',
    'table:UpdateItem',
    'metrics:read',
    'metrics:write',
  ],
  environment: ['TABLE_NAME'],
};

const activityRollup: FunctionDefinition = {
  handler: 'functions/activity-rollup/handler.ts',
  memorySize: 256,
  timeout: 120,
  routes: [],
  source: { type: 'schedule', rate: 'rate(1 hour)' },
  permissions: ['table:PutItem', 'table:UpdateItem', 'metrics:read'],
  environment: ['TABLE_NAME'],
};

const orderProgress: FunctionDefinition = {
  handler: 'functions/order-progress/handler.ts',
  memorySize: 256,
  timeout: 120,
  routes: [],
  source: { type: 'schedule', rate: 'rate(5 minutes)' },
  permissions: ['gsi2:Query', 'table:PutItem', 'table:UpdateItem'],
  environment: ['TABLE_NAME', 'PSEUDONYM_KEY'],
};

const ledgerAudit: FunctionDefinition = {
  handler: 'functions/ledger-audit/handler.ts',
  memorySize: 256,
  timeout: 120,
  routes: [],
  source: { type: 'schedule', rate: 'rate(1 hour)' },
  permissions: ['gsi1:Query', 'table:GetItem', 'table:Query', 'table:PutItem', 'table:UpdateItem'],
  environment: ['TABLE_NAME', 'PSEUDONYM_KEY'],
};

const slaReport: FunctionDefinition = {
  handler: 'functions/sla-report/handler.ts',
  memorySize: 256,
  timeout: 120,
  routes: [],
  // A week ends at another hour in each time zone: its report is written within the hour.
  source: { type: 'schedule', rate: 'rate(1 hour)' },
  permissions: ['gsi1:Query', 'table:GetItem', 'table:PutItem', 'table:UpdateItem', 'alarms:read', 'metrics:read'],
  environment: ['TABLE_NAME', ...TELLING],
};

const probe: FunctionDefinition = {
  handler: 'functions/probe/handler.ts',
  memorySize: 256,
  timeout: 50,
  routes: [],
  source: { type: 'schedule', rate: 'rate(1 minute)' },
  permissions: [],
  environment: [],
};

const traceCheck: FunctionDefinition = {
  handler: 'functions/trace-check/handler.ts',
  memorySize: 256,
  timeout: 50,
  routes: [],
  source: { type: 'schedule', rate: 'rate(5 minutes)' },
  permissions: ['traces:read'],
  environment: [],
};

const incidents: FunctionDefinition = {
  handler: 'functions/incidents/handler.ts',
  memorySize: 256,
  // A table that does not answer, and then telling people by channels that take their time; short, for what could not be kept
  // is tried again after six times as long.
  timeout: 30,
  routes: [],
  // The table that keeps incidents may be the very thing that fails. So each message is tried again once its visibility timeout
  // of three minutes is over, as often as SQS allows, for two days; people are told all the same. What is left then waits in
  // the dead-letter queue.
  source: {
    type: 'alarms',
    topics: ['critical', 'warning', 'info'],
    events: ['alarm-state', 'alarm-configuration', 'notice'],
    batchSize: 10,
    maxReceiveCount: 1_000,
  },
  permissions: [
    'table:GetItem',
    'table:Query',
    'table:PutItem',
    'table:UpdateItem',
    'mailTopics:publish',
    'incidentQueue:send',
  ],
  environment: ['TABLE_NAME', ...TELLING],
};

const dispatch: FunctionDefinition = {
  handler: 'functions/dispatch/handler.ts',
  memorySize: 256,
  timeout: 55,
  routes: [],
  source: { type: 'schedule', rate: 'rate(1 minute)' },
  permissions: ['table:GetItem', 'table:Query', 'gsi2:Query', 'table:UpdateItem', 'mailTopics:publish'],
  environment: ['TABLE_NAME', ...TELLING],
};

const setup: FunctionDefinition = {
  handler: 'functions/setup/handler.ts',
  memorySize: 1024,
  timeout: 60,
  routes: [],
  source: { type: 'direct' },
  permissions: ['table:GetItem', 'table:Query', 'table:PutItem', 'table:UpdateItem', 'table:DeleteItem'],
  environment: ['TABLE_NAME'],
};

const HTTP_FUNCTIONS = { catalog, cart, checkout, account, admin, ops } satisfies Readonly<
  Record<HttpFunctionId, FunctionDefinition>
>;

/** Every function that is deployed, by id. */
export const FUNCTIONS: Readonly<Record<FunctionId, FunctionDefinition>> = {
  ...HTTP_FUNCTIONS,
  'sales-rollup': salesRollup,
  'activity-rollup': activityRollup,
  'order-progress': orderProgress,
  'ledger-audit': ledgerAudit,
  'sla-report': slaReport,
  outbox,
  fulfilment,
  probe,
  'trace-check': traceCheck,
  incidents,
  dispatch,
  setup,
};

type KeyOf<R> = R extends { readonly method: infer M extends Method; readonly path: infer P extends string }
  ? `${M} ${P}`
  : never;

/** The routes of an HTTP function as API Gateway calls them: `GET /api/products/{id}`. */
export type RouteKey<I extends HttpFunctionId> = KeyOf<(typeof HTTP_FUNCTIONS)[I]['routes'][number]>;
