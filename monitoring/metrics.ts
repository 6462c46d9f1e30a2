import { FRAUD_ACTIONS, ORDER_STATUSES, PAYMENT_RESULTS, WALLET_MOVEMENTS } from './dimensions.ts';
import type { DimensionSet, MetricDefinition } from './metric-definition.ts';
import { HTTP_FUNCTION_IDS } from './resources.ts';

/** Every metric that is emitted, drawn or alarmed on, by key. */
export const METRICS = {
  orders: {
    source: 'custom',
    name: 'Orders',
    unit: 'Count',
    dimensionSets: [{ Status: ORDER_STATUSES }],
    meaning: 'Orders that reached a status, counted at the time at which the change was committed.',
    emitter: 'outbox, from the stream record of the order’s event',
  },
  revenueCents: {
    source: 'custom',
    name: 'RevenueCents',
    unit: 'None',
    dimensionSets: [{}],
    meaning: 'Total of an order that was paid, in cents of the shop’s currency.',
    emitter: 'outbox, with the event `paid`',
  },
  grossMarginCents: {
    source: 'custom',
    name: 'GrossMarginCents',
    unit: 'None',
    dimensionSets: [{}],
    meaning: 'Total of an order that was paid less what its goods cost, in cents.',
    emitter: 'outbox, with the event `paid`',
  },
  walletCents: {
    source: 'custom',
    name: 'WalletCents',
    unit: 'None',
    dimensionSets: [{ Movement: WALLET_MOVEMENTS }],
    meaning: 'Store credit that was deposited, spent, refunded or forfeited, in cents.',
    emitter: 'outbox, from the stream record of the ledger’s entry',
  },
  walletBalanceCents: {
    source: 'custom',
    name: 'WalletBalanceCents',
    unit: 'None',
    dimensionSets: [{}],
    meaning: 'Store credit that all customers hold together, in cents.',
    emitter: 'ledger-audit, at the end of a run',
  },
  ledgerMismatches: {
    source: 'custom',
    name: 'LedgerMismatches',
    unit: 'Count',
    dimensionSets: [{}],
    meaning: 'Wallets whose ledger does not sum to their balance.',
    emitter: 'ledger-audit, at the end of a run',
    awaits: 'the alarm on wallets and ledger that disagree',
  },
  payments: {
    source: 'custom',
    name: 'Payments',
    unit: 'Count',
    dimensionSets: [
      { PaymentMethod: ['card'], Result: PAYMENT_RESULTS },
      { PaymentMethod: ['wallet', 'invoice'], Result: ['authorised', 'declined'] },
    ],
    meaning:
      'Payments asked for at checkout, by method and what became of them; failed is a provider that timed out or broke.',
    emitter: 'checkout, when the payment is decided',
  },
  fraudAlerts: {
    source: 'custom',
    name: 'FraudAlerts',
    unit: 'Count',
    dimensionSets: [
      { Rule: ['amount', 'velocity'], Action: FRAUD_ACTIONS },
      { Rule: ['mismatch'], Action: ['review'] },
    ],
    meaning: 'Checkouts that a fraud rule held for review or blocked.',
    emitter: 'checkout, before the payment',
  },
  checkoutFailures: {
    source: 'custom',
    name: 'CheckoutFailures',
    unit: 'Count',
    dimensionSets: [{}],
    meaning: 'Checkouts that failed for a technical reason: an error of ours or a payment that timed out.',
    emitter: 'checkout, with every answer of POST /api/checkout of 500 or above',
  },
  registrations: {
    source: 'custom',
    name: 'Registrations',
    unit: 'Count',
    dimensionSets: [{}],
    meaning: 'Accounts that were made.',
    emitter: 'account, when the new account is committed',
  },
  logins: {
    source: 'custom',
    name: 'Logins',
    unit: 'Count',
    dimensionSets: [{ Result: ['succeeded', 'failed'] }],
    meaning: 'Attempts to sign in by their result; one that the rate limit turned away failed.',
    emitter: 'account, POST /api/auth/login',
  },
  cartOperations: {
    source: 'custom',
    name: 'CartOperations',
    unit: 'Count',
    dimensionSets: [{ Operation: ['add', 'change', 'remove'] }],
    meaning: 'Products put into a cart, changed in quantity, or taken out.',
    emitter: 'cart, when the change is written',
  },
  cartsStarted: {
    source: 'custom',
    name: 'CartsStarted',
    unit: 'Count',
    dimensionSets: [{}],
    meaning: 'Empty carts that got their first product; orders by this is the conversion rate.',
    emitter: 'cart, when the first product is written',
  },
  cacheHits: {
    source: 'custom',
    name: 'CacheHits',
    unit: 'Count',
    dimensionSets: [{}],
    meaning: 'Readings of the catalogue that the function’s memory answered.',
    emitter: 'catalog, with each reading',
  },
  cacheMisses: {
    source: 'custom',
    name: 'CacheMisses',
    unit: 'Count',
    dimensionSets: [{}],
    meaning: 'Readings of the catalogue that went to the table.',
    emitter: 'catalog, with each reading',
  },
  items: {
    source: 'custom',
    name: 'Items',
    unit: 'Count',
    dimensionSets: [{}],
    meaning: 'Products in the catalogue.',
    emitter: 'catalog, whenever it reads the whole catalogue from the table',
  },
  lowStockItems: {
    source: 'custom',
    name: 'LowStockItems',
    unit: 'Count',
    dimensionSets: [{}],
    meaning: 'Products of which there are fewer than five.',
    emitter: 'catalog, whenever it reads the whole catalogue from the table',
  },
  serverErrors: {
    source: 'custom',
    name: 'ServerErrors',
    unit: 'Count',
    dimensionSets: [{ Service: HTTP_FUNCTION_IDS }],
    meaning: 'Requests answered with a status of 500 or above: 1, otherwise 0, so that its average is the error rate.',
    emitter: 'every function that serves routes, with each answer',
  },
  probeSuccess: {
    source: 'custom',
    name: 'ProbeSuccess',
    unit: 'Count',
    dimensionSets: [{}],
    meaning: '1 when the probe’s walk through the shop succeeded, otherwise 0.',
    emitter: 'probe, at the end of a walk',
  },
  metricsRejected: {
    source: 'custom',
    name: 'MetricsRejected',
    unit: 'Count',
    dimensionSets: [{}],
    meaning:
      'Values that were dropped because their dimensions are not declared (each would have been a metric to pay for), or because CloudWatch would refuse them.',
    emitter: 'any function, in place of the value',
    awaits: 'the alarm on telemetry that is lost',
  },
  apiRequests: {
    source: 'vended',
    namespace: 'AWS/ApiGateway',
    name: 'Count',
    unit: 'Count',
    dimensionSets: [{ ApiId: 'resource' }],
    meaning: 'Requests that reached the HTTP API.',
  },
  apiClientErrors: {
    source: 'vended',
    namespace: 'AWS/ApiGateway',
    name: '4xx',
    unit: 'Count',
    dimensionSets: [{ ApiId: 'resource' }],
    meaning: 'Requests answered with a status from 400 to 499.',
  },
  apiServerErrors: {
    source: 'vended',
    namespace: 'AWS/ApiGateway',
    name: '5xx',
    unit: 'Count',
    dimensionSets: [{ ApiId: 'resource' }],
    meaning: 'Requests answered with a status of 500 or above.',
  },
  apiLatency: {
    source: 'vended',
    namespace: 'AWS/ApiGateway',
    name: 'Latency',
    unit: 'Milliseconds',
    dimensionSets: [{ ApiId: 'resource' }],
    meaning: 'Time from a request’s arrival at the HTTP API to its answer.',
  },
  functionInvocations: {
    source: 'vended',
    namespace: 'AWS/Lambda',
    name: 'Invocations',
    unit: 'Count',
    dimensionSets: [{ FunctionName: 'resource' }],
    meaning: 'Times a function was run; for a job, its runs.',
  },
  functionErrors: {
    source: 'vended',
    namespace: 'AWS/Lambda',
    name: 'Errors',
    unit: 'Count',
    dimensionSets: [{ FunctionName: 'resource' }],
    meaning: 'Invocations that ended in an error; for a job, its failed runs.',
  },
  functionDuration: {
    source: 'vended',
    namespace: 'AWS/Lambda',
    name: 'Duration',
    unit: 'Milliseconds',
    dimensionSets: [{ FunctionName: 'resource' }],
    meaning: 'Time an invocation took, without the start of a cold one.',
  },
  functionConcurrency: {
    source: 'vended',
    namespace: 'AWS/Lambda',
    name: 'ConcurrentExecutions',
    unit: 'Count',
    dimensionSets: [{ FunctionName: 'resource' }],
    meaning: 'Invocations in flight at the same time.',
  },
  functionThrottles: {
    source: 'vended',
    namespace: 'AWS/Lambda',
    name: 'Throttles',
    unit: 'Count',
    dimensionSets: [{ FunctionName: 'resource' }],
    meaning: 'Invocations that were turned away because all of the concurrency was in use.',
  },
  streamIteratorAge: {
    source: 'vended',
    namespace: 'AWS/Lambda',
    name: 'IteratorAge',
    unit: 'Milliseconds',
    dimensionSets: [{ FunctionName: 'resource' }],
    meaning: 'How old the last record of a batch of the table’s stream was when the outbox got it.',
  },
  queueMessagesVisible: {
    source: 'vended',
    namespace: 'AWS/SQS',
    name: 'ApproximateNumberOfMessagesVisible',
    unit: 'Count',
    dimensionSets: [{ QueueName: 'resource' }],
    meaning: 'Messages that wait in a queue.',
  },
  queueMessagesSent: {
    source: 'vended',
    namespace: 'AWS/SQS',
    name: 'NumberOfMessagesSent',
    unit: 'Count',
    dimensionSets: [{ QueueName: 'resource' }],
    meaning: 'Messages put into a queue.',
  },
  queueMessagesReceived: {
    source: 'vended',
    namespace: 'AWS/SQS',
    name: 'NumberOfMessagesReceived',
    unit: 'Count',
    dimensionSets: [{ QueueName: 'resource' }],
    meaning: 'Messages taken from a queue, repetitions included.',
  },
  queueOldestMessageAge: {
    source: 'vended',
    namespace: 'AWS/SQS',
    name: 'ApproximateAgeOfOldestMessage',
    unit: 'Seconds',
    dimensionSets: [{ QueueName: 'resource' }],
    meaning: 'How long the oldest message has waited.',
  },
  tableLatency: {
    source: 'vended',
    namespace: 'AWS/DynamoDB',
    name: 'SuccessfulRequestLatency',
    unit: 'Milliseconds',
    dimensionSets: [
      { TableName: 'resource', Operation: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'TransactWriteItems'] },
    ],
    meaning: 'Time DynamoDB took for a successful call, by operation.',
  },
  tableSystemErrors: {
    source: 'vended',
    namespace: 'AWS/DynamoDB',
    name: 'SystemErrors',
    unit: 'Count',
    dimensionSets: [
      { TableName: 'resource', Operation: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'TransactWriteItems'] },
    ],
    meaning: 'Calls that DynamoDB failed with a status of 500, by operation.',
  },
} as const satisfies Record<string, MetricDefinition>;

export type MetricKey = keyof typeof METRICS;
export type CustomMetricKey = {
  [K in MetricKey]: (typeof METRICS)[K]['source'] extends 'custom' ? K : never;
}[MetricKey];

type SetOf<K extends MetricKey> = (typeof METRICS)[K]['dimensionSets'][number];

/** A set of no dimensions takes none at all: `{}` as a type would take anything. */
type ValuesOf<S, Resource> = S extends DimensionSet
  ? keyof S extends never
    ? Readonly<Record<string, never>>
    : { readonly [D in keyof S]: S[D] extends readonly string[] ? S[D][number] : Resource }
  : never;

/** Values for exactly one of the dimension sets under which the metric has data; anything else does not compile. */
export type DimensionsOf<K extends MetricKey, Resource> = ValuesOf<SetOf<K>, Resource>;
