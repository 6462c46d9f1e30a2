import type { BurnSpeed } from './burn-rate.ts';
import type { FaultName } from './fault-names.ts';
import { type MetricSelection, metric } from './metric-query.ts';
import type { Severity } from './resources.ts';

/** Ids of the objectives, first part of the names of their alarms. */
export const SLO_IDS = ['availability', 'latency', 'checkout', 'freshness'] as const;
export type SloId = (typeof SLO_IDS)[number];

/** Service level indicator: the share of events that were good, of metrics. */
export type Sli =
  /** Events that failed, of all. */
  | { readonly kind: 'failures'; readonly failed: MetricSelection; readonly total: MetricSelection }
  /** Events that failed and events that succeeded, each counted only when there are some. */
  | { readonly kind: 'outcomes'; readonly failed: MetricSelection; readonly succeeded: MetricSelection }
  /** Samples that are at most the limit, in the metric's unit. */
  | { readonly kind: 'limit'; readonly metric: MetricSelection; readonly limit: number };

/** Service level objective, and how it is watched. */
export type Slo = {
  readonly id: SloId;
  readonly title: string;
  /** What is promised, one sentence. */
  readonly promise: string;
  /** What an event is, in the plural. */
  readonly events: string;
  /** Share of good events, from 0 to 1, over 30 days. */
  readonly objective: number;
  readonly sli: Sli;
  /** Failed events in a long window below which its burn rate counts as 0: less is chance. */
  readonly floor: number;
  /** Burn rates that raise an alarm. */
  readonly speeds: readonly BurnSpeed[];
  readonly severity: Severity;
  /** What users notice when the budget burns, one sentence. */
  readonly notices: string;
  /** How the alarms behave without requests, at one and at ten a minute. */
  readonly lowTraffic: { readonly none: string; readonly one: string; readonly ten: string };
  /** Minutes within which a total failure after hours of steady traffic is detected; its alarm then waits for whoever tells of it. */
  readonly promiseMinutes: number;
  readonly provenBy: readonly FaultName[];
};

const api = { resource: 'api' } as const;

const availability: Slo = {
  id: 'availability',
  title: 'Availability',
  promise: '99.9 % of requests are answered without an error of ours.',
  events: 'requests',
  objective: 0.999,
  sli: {
    kind: 'failures',
    failed: metric('apiServerErrors', { ApiId: api }),
    total: metric('apiRequests', { ApiId: api }),
  },
  floor: 10,
  speeds: ['fast', 'medium'],
  severity: 'critical',
  notices: 'So many actions end in an error message that the month’s error budget is gone within days.',
  lowTraffic: {
    none: 'Only the probe’s requests count: ten of them must fail within the long window, so that the alarm on an application that is down is there first.',
    one: 'Ten requests must fail within the long window, the probe’s among them; one that fails now and then never raises it.',
    ten: 'A total failure is found within two minutes; less than ten failed requests in an hour, or in six, never raise it.',
  },
  promiseMinutes: 5,
  provenBy: [
    'dynamodb-errors',
    'dynamodb-operation-errors',
    'function-crash',
    'function-timeout',
    'concurrency-exhausted',
    'api-gateway-down',
  ],
};

const latency: Slo = {
  id: 'latency',
  title: 'Latency',
  promise: '99 % of requests are answered within one second.',
  events: 'requests',
  objective: 0.99,
  sli: { kind: 'limit', metric: metric('apiLatency', { ApiId: api }), limit: 1_000 },
  floor: 10,
  speeds: ['fast', 'medium'],
  severity: 'warning',
  notices: 'So many pages take longer than a second that the month’s error budget is gone within days.',
  lowTraffic: {
    none: 'Only the probe’s requests count: ten of them must be slow within the long window.',
    one: 'Ten requests must be slow within the long window, the probe’s among them; the cold starts of a quiet hour never raise it.',
    ten: 'When all is slow it is found within ten minutes; less than ten slow requests in an hour, or in six, never raise it.',
  },
  promiseMinutes: 12,
  provenBy: ['dynamodb-latency'],
};

const checkout: Slo = {
  id: 'checkout',
  title: 'Checkout success',
  promise: '99.5 % of checkouts do not fail for a reason of ours or of the payment provider’s.',
  events: 'checkouts',
  objective: 0.995,
  sli: {
    kind: 'outcomes',
    failed: metric('checkoutFailures', {}),
    succeeded: metric('orders', { Status: 'created' }),
  },
  floor: 5,
  // The alarm on checkout failures looks at five minutes; a shop of this size sells too little for an hour to say more.
  speeds: ['medium'],
  severity: 'warning',
  notices: 'So many shoppers cannot pay that the month’s error budget is gone within days.',
  lowTraffic: {
    none: 'Nobody buys, so that nothing can fail.',
    one: 'Five checkouts must fail within six hours; a shopper who tries three times never raises it.',
    ten: 'Five checkouts must fail within six hours; a shopper who tries three times never raises it.',
  },
  promiseMinutes: 15,
  provenBy: ['payment-outage', 'payment-slow', 'dynamodb-errors', 'dynamodb-operation-errors'],
};

const freshness: Slo = {
  id: 'freshness',
  title: 'Order freshness',
  promise: '99 % of orders are shipped within fifteen minutes of being paid.',
  events: 'reports of orders',
  objective: 0.99,
  sli: { kind: 'limit', metric: metric('timeToShip', {}), limit: 900 },
  floor: 5,
  // Nothing is late before fifteen minutes have passed, and what is late is told every five: shorter windows say nothing.
  speeds: ['medium'],
  severity: 'warning',
  notices: 'So many orders are shipped late that the month’s error budget is gone within days.',
  lowTraffic: {
    none: 'No order waits, so that none is late.',
    one: 'Five reports of late orders within six hours are needed: one order that is forgotten gives them within forty minutes.',
    ten: 'When nothing is shipped any more, it is found five minutes or so after the first orders are late.',
  },
  promiseMinutes: 45,
  provenBy: ['queue-delayed'],
};

/** Every objective of the shop. */
export const SLOS: readonly Slo[] = [availability, latency, checkout, freshness];
