import type { MetricDefinition } from './metric-definition.ts';

/** Every metric that is emitted, drawn or alarmed on, by key. */
export const METRICS = {
  ordersPlaced: {
    source: 'custom',
    name: 'OrdersPlaced',
    unit: 'Count',
    dimensionSets: [['Service']],
    meaning: 'Orders whose checkout transaction committed.',
  },
  revenueCents: {
    source: 'custom',
    name: 'RevenueCents',
    unit: 'None',
    dimensionSets: [['Service']],
    meaning: 'Total of the orders placed, in cents of the shop’s currency.',
  },
  checkoutFailures: {
    source: 'custom',
    name: 'CheckoutFailures',
    unit: 'Count',
    dimensionSets: [['Service']],
    meaning: 'Checkouts that failed for a technical reason: an error of ours or a payment that timed out.',
  },
  paymentsDeclined: {
    source: 'custom',
    name: 'PaymentsDeclined',
    unit: 'Count',
    dimensionSets: [['Service']],
    meaning: 'Payments that the payment provider declined.',
  },
  ordersShipped: {
    source: 'custom',
    name: 'OrdersShipped',
    unit: 'Count',
    dimensionSets: [['Service']],
    meaning: 'Orders that fulfilment marked as shipped.',
  },
  serverErrors: {
    source: 'custom',
    name: 'ServerErrors',
    unit: 'Count',
    dimensionSets: [['Service']],
    meaning: 'Requests answered with a status of 500 or above: 1, otherwise 0, so that its average is the error rate.',
  },
  requestDuration: {
    source: 'custom',
    name: 'RequestDuration',
    unit: 'Milliseconds',
    dimensionSets: [['Service']],
    meaning: 'Time a function took to answer a request.',
  },
  probeSuccess: {
    source: 'custom',
    name: 'ProbeSuccess',
    unit: 'Count',
    dimensionSets: [['Service']],
    meaning: '1 when the probe’s walk through the shop succeeded, otherwise 0.',
  },
  probeDuration: {
    source: 'custom',
    name: 'ProbeDuration',
    unit: 'Milliseconds',
    dimensionSets: [['Service']],
    meaning: 'Time of the probe’s whole walk through the shop.',
  },
  apiRequests: {
    source: 'vended',
    namespace: 'AWS/ApiGateway',
    name: 'Count',
    unit: 'Count',
    dimensionSets: [['ApiId']],
    meaning: 'Requests that reached the HTTP API.',
  },
  apiClientErrors: {
    source: 'vended',
    namespace: 'AWS/ApiGateway',
    name: '4xx',
    unit: 'Count',
    dimensionSets: [['ApiId']],
    meaning: 'Requests answered with a status from 400 to 499.',
  },
  apiServerErrors: {
    source: 'vended',
    namespace: 'AWS/ApiGateway',
    name: '5xx',
    unit: 'Count',
    dimensionSets: [['ApiId']],
    meaning: 'Requests answered with a status of 500 or above.',
  },
  apiLatency: {
    source: 'vended',
    namespace: 'AWS/ApiGateway',
    name: 'Latency',
    unit: 'Milliseconds',
    dimensionSets: [['ApiId']],
    meaning: 'Time from a request’s arrival at the HTTP API to its answer.',
  },
  queueMessagesVisible: {
    source: 'vended',
    namespace: 'AWS/SQS',
    name: 'ApproximateNumberOfMessagesVisible',
    unit: 'Count',
    dimensionSets: [['QueueName']],
    meaning: 'Messages that wait in a queue.',
  },
} as const satisfies Record<string, MetricDefinition>;

export type MetricKey = keyof typeof METRICS;
export type CustomMetricKey = {
  [K in MetricKey]: (typeof METRICS)[K]['source'] extends 'custom' ? K : never;
}[MetricKey];

type SetOf<K extends MetricKey> = (typeof METRICS)[K]['dimensionSets'][number];

/** Values for exactly one of the dimension sets under which the metric is emitted; anything else does not compile. */
export type DimensionsOf<K extends MetricKey, Value> =
  SetOf<K> extends infer Keys
    ? Keys extends readonly string[]
      ? { readonly [D in Keys[number]]: Value }
      : never
    : never;
