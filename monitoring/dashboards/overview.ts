import { metric } from '../metric-query.ts';
import { HTTP_FUNCTION_IDS } from '../resources.ts';
import { line, math, ofFunctions, part } from './lines.ts';
import type { DashboardDefinition } from './panel.ts';

const api = { resource: 'api' } as const;
const errors = metric('apiServerErrors', { ApiId: api });
const requests = metric('apiRequests', { ApiId: api });
const latency = metric('apiLatency', { ApiId: api });
const probe = { FunctionName: { resource: 'function', id: 'probe' } } as const;

/** What the figures of the last minutes have come from, whatever time is looked at: of a longer one, datapoints are too far apart. */
const HOUR = 3_600;

/** How the shop does right now: its traffic, its errors, its speed, its sales. */
export const overview: DashboardDefinition = {
  id: 'overview',
  title: 'Overview',
  description: 'For whoever asks how the shop does right now: its traffic, its errors, its speed, its sales.',
  panels: [
    {
      type: 'alarmStates',
      id: 'alarms',
      title: 'What is wrong',
      description: 'Alarms that mean that shoppers or staff are hurt; as long as all are in OK nobody is.',
      width: 'full',
      alarms: [
        'shop-unavailable',
        'checkout-failing',
        'table-failing',
        'unhealthy-after-deployment',
        'availability-burn',
        'functions-failing',
        'shop-slow',
        'orders-delayed',
        'jobs-failing',
        'latency-burn',
        'checkout-burn',
        'freshness-burn',
        'heartbeat-missing',
        'failed-deployment',
      ],
    },
    {
      type: 'stat',
      id: 'availability',
      title: 'Availability',
      description: 'Share of the last minute’s requests that were not answered with an error of ours.',
      width: 'quarter',
      unit: '%',
      period: 60,
      span: HOUR,
      queries: [
        math('availability', 'Availability', '100 - 100 * errors / requests'),
        part('errors', errors, 'Sum'),
        part('requests', requests, 'Sum'),
      ],
      alarms: ['shop-unavailable', 'low-availability'],
    },
    {
      type: 'stat',
      id: 'traffic',
      title: 'Requests a minute',
      description: 'How many there were in the last minute; the probe alone makes some ten.',
      width: 'quarter',
      unit: 'requests',
      period: 60,
      span: HOUR,
      queries: [line('requests', 'Requests', requests, 'Sum')],
    },
    {
      type: 'stat',
      id: 'speed',
      title: 'p95',
      description: 'One in twenty requests took longer than this; above two seconds shoppers begin to leave.',
      width: 'quarter',
      unit: 'ms',
      period: 60,
      span: HOUR,
      queries: [line('p95', 'p95', latency, 'p95')],
      alarms: ['high-latency'],
    },
    {
      type: 'stat',
      id: 'sales',
      title: 'Orders in 5 min',
      description: 'Orders placed within five minutes; at none, while shoppers are there, look whether they can pay.',
      width: 'quarter',
      unit: 'orders',
      period: 300,
      span: HOUR,
      queries: [
        // Orders are only told of when there are some; that there were none is told by what is always there.
        math('placed', 'Placed', 'FILL(orders, 0) + 0 * requests'),
        part('orders', metric('orders', { Status: 'created' }), 'Sum'),
        part('requests', requests, 'Sum'),
      ],
      alarms: ['checkout-failing', 'orders-anomalous'],
    },
    {
      type: 'timeSeries',
      id: 'requests',
      title: 'Requests',
      description: 'Requests that came; a sudden drop to nothing while it is day means nobody gets through.',
      unit: 'requests',
      period: 60,
      queries: [
        line('requests', 'Requests', requests, 'Sum'),
        line('client', '4xx', metric('apiClientErrors', { ApiId: api }), 'Sum'),
        line('server', '5xx', errors, 'Sum'),
      ],
      alarms: ['application-down'],
    },
    {
      type: 'timeSeries',
      id: 'error-rate',
      title: 'Error rate',
      description:
        'Share of requests answered with 5xx; above 5 % for five minutes, three failures at least in each, raises High error rate.',
      unit: '%',
      period: 60,
      queries: [
        math('rate', 'Error rate', '100 * errors / requests'),
        part('errors', errors, 'Sum'),
        part('requests', requests, 'Sum'),
      ],
      alarms: ['high-error-rate'],
    },
    {
      type: 'timeSeries',
      id: 'latency',
      title: 'Latency',
      description: 'Time to answer: half, 95 % and 99 % of requests are at least this fast.',
      unit: 'ms',
      period: 60,
      queries: [
        line('p50', 'p50', latency, 'p50'),
        line('p95', 'p95', latency, 'p95'),
        line('p99', 'p99', latency, 'p99'),
      ],
      alarms: ['high-latency'],
    },
    {
      type: 'timeSeries',
      id: 'probe',
      title: 'Probe',
      description: 'Time of the probe’s walk through the shop, once a minute; it walks where nobody shops, too.',
      unit: 'ms',
      period: 60,
      queries: [line('walk', 'Walk', metric('functionDuration', probe), 'Average')],
      alarms: ['probe-latency'],
    },
    {
      type: 'timeSeries',
      id: 'function-duration',
      title: 'Duration by function',
      description: 'What 95 % of the answers of each function take at most; tells which part of the shop is slow.',
      unit: 'ms',
      period: 300,
      queries: ofFunctions('functionDuration', HTTP_FUNCTION_IDS, 'p95'),
      alarms: ['shop-slow'],
    },
    {
      type: 'timeSeries',
      id: 'function-errors',
      title: 'Errors by function',
      description: 'Requests each function answered with 5xx; tells which part of the shop fails.',
      unit: 'requests',
      period: 300,
      queries: HTTP_FUNCTION_IDS.map((Service) => line(Service, Service, metric('serverErrors', { Service }), 'Sum')),
      alarms: ['functions-failing'],
    },
    {
      type: 'timeSeries',
      id: 'orders',
      title: 'Orders placed and shipped',
      description:
        'Orders by the moment in which each was placed and shipped; the two lines follow each other within seconds.',
      unit: 'orders',
      period: 300,
      queries: [
        line('placed', 'Placed', metric('orders', { Status: 'created' }), 'Sum'),
        line('shipped', 'Shipped', metric('orders', { Status: 'shipped' }), 'Sum'),
      ],
      alarms: ['orders-delayed', 'orders-anomalous'],
    },
    {
      type: 'timeSeries',
      id: 'revenue',
      title: 'Revenue',
      description: 'Total of the orders paid; it follows the orders unless they have become smaller.',
      unit: 'cents',
      period: 300,
      queries: [line('revenue', 'Revenue', metric('revenueCents', {}), 'Sum')],
    },
    {
      type: 'timeSeries',
      id: 'checkout-trouble',
      title: 'Checkout trouble',
      description:
        'Checkouts lost to technical failures, and payments declined by the card’s bank; three failures or more in five minutes that are above 5 % of checkouts raise Checkout failures.',
      unit: 'orders',
      period: 300,
      queries: [
        line('failed', 'Failures', metric('checkoutFailures', {}), 'Sum'),
        line('declined', 'Declined', metric('payments', { PaymentMethod: 'card', Result: 'declined' }), 'Sum'),
      ],
      alarms: ['checkout-failing', 'payment-failures', 'checkout-failures'],
    },
    {
      type: 'timeSeries',
      id: 'probe-success',
      title: 'Probe success',
      description: '1 when the walk succeeded, 0 when it failed; two minutes below 1 raise Application down.',
      unit: 'success',
      period: 60,
      queries: [line('success', 'Success', metric('probeSuccess', {}), 'Minimum')],
      alarms: ['application-down'],
    },
    {
      type: 'serviceMap',
      id: 'service-map',
      title: 'Service map',
      description: 'What calls what: a red part fails, a slow one keeps those before it waiting.',
      width: 'full',
    },
    {
      type: 'logs',
      id: 'errors',
      title: 'Errors by cause',
      description:
        'What went wrong, the most frequent first; one that was never seen before came with the last release.',
      query: 'errors-by-cause',
      view: 'table',
      unit: 'lines',
      alarms: ['functions-failing'],
    },
    {
      type: 'traces',
      id: 'failed-traces',
      title: 'Failed requests',
      description: 'Traces of requests that failed; each shows where.',
      filter: 'fault = true',
    },
  ],
};
