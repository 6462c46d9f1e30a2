import { metric } from '../metric-query.ts';
import { HTTP_FUNCTION_IDS } from '../resources.ts';
import type { DashboardDefinition } from './dashboard-definition.ts';
import { errorBudgetPanel } from './error-budget.ts';

const api = { resource: 'api' } as const;
const errors = metric('apiServerErrors', { ApiId: api });
const requests = metric('apiRequests', { ApiId: api });
const latency = metric('apiLatency', { ApiId: api });

/** How the shop does right now: its traffic, its errors, its speed, its sales. */
export const overview: DashboardDefinition = {
  id: 'overview',
  title: 'Overview',
  panels: [
    {
      title: 'Requests',
      description: 'Requests a minute; a sudden drop to nothing while it is day means nobody gets through.',
      view: 'timeSeries',
      unit: 'requests',
      period: 60,
      queries: [
        { id: 'requests', metric: requests, stat: 'Sum', label: 'Requests' },
        { id: 'client', metric: metric('apiClientErrors', { ApiId: api }), stat: 'Sum', label: '4xx' },
        { id: 'server', metric: errors, stat: 'Sum', label: '5xx' },
      ],
    },
    {
      title: 'Error rate',
      description: 'Share of requests answered with 5xx; above 5 % for five minutes raises High error rate.',
      view: 'timeSeries',
      unit: '%',
      period: 60,
      queries: [
        { id: 'rate', expression: '100 * errors / requests', label: 'Error rate' },
        { id: 'errors', metric: errors, stat: 'Sum', returnData: false },
        { id: 'requests', metric: requests, stat: 'Sum', returnData: false },
      ],
    },
    {
      title: 'Latency',
      description: 'Time to answer: half, 95 % and 99 % of requests are at least this fast.',
      view: 'timeSeries',
      unit: 'ms',
      period: 60,
      queries: [
        { id: 'p50', metric: latency, stat: 'p50', label: 'p50' },
        { id: 'p95', metric: latency, stat: 'p95', label: 'p95' },
        { id: 'p99', metric: latency, stat: 'p99', label: 'p99' },
      ],
    },
    {
      title: 'Duration by function',
      description: 'p95 of the time each function takes to answer; tells which part of the shop is slow.',
      view: 'timeSeries',
      unit: 'ms',
      period: 60,
      queries: HTTP_FUNCTION_IDS.map((service) => ({
        id: service,
        metric: metric('functionDuration', { FunctionName: { resource: 'function', id: service } }),
        stat: 'p95' as const,
        label: service,
      })),
    },
    {
      title: 'Errors by function',
      description: 'Requests each function answered with 5xx; tells which part of the shop fails.',
      view: 'timeSeries',
      unit: 'requests',
      period: 60,
      queries: HTTP_FUNCTION_IDS.map((service) => ({
        id: service,
        metric: metric('serverErrors', { Service: service }),
        stat: 'Sum' as const,
        label: service,
      })),
    },
    {
      title: 'Orders',
      description: 'Orders placed and shipped a minute; the two lines follow each other within seconds.',
      view: 'timeSeries',
      unit: 'orders',
      period: 60,
      queries: [
        { id: 'placed', metric: metric('orders', { Status: 'created' }), stat: 'Sum', label: 'Placed' },
        { id: 'shipped', metric: metric('orders', { Status: 'shipped' }), stat: 'Sum', label: 'Shipped' },
      ],
    },
    {
      title: 'Revenue',
      description: 'Total of the orders placed a minute.',
      view: 'timeSeries',
      unit: 'cents',
      period: 60,
      queries: [{ id: 'revenue', metric: metric('revenueCents', {}), stat: 'Sum', label: 'Revenue' }],
    },
    {
      title: 'Checkout trouble',
      description:
        'Checkouts lost to technical failures, and payments declined by the card’s bank; three failures or more in five minutes that are above 5 % of checkouts raise Checkout failures.',
      view: 'timeSeries',
      unit: 'orders',
      period: 60,
      queries: [
        { id: 'failed', metric: metric('checkoutFailures', {}), stat: 'Sum', label: 'Failures' },
        {
          id: 'declined',
          metric: metric('payments', { PaymentMethod: 'card', Result: 'declined' }),
          stat: 'Sum',
          label: 'Declined',
        },
      ],
    },
    {
      title: 'Probe',
      description: 'Time of the probe’s walk through the shop, once a minute.',
      view: 'timeSeries',
      unit: 'ms',
      period: 60,
      queries: [
        {
          id: 'walk',
          metric: metric('functionDuration', { FunctionName: { resource: 'function', id: 'probe' } }),
          stat: 'Average',
          label: 'Walk',
        },
      ],
    },
    {
      title: 'Probe success',
      description: '1 when the walk succeeded, 0 when it failed; two minutes below 1 raise Application down.',
      view: 'timeSeries',
      unit: 'success',
      period: 60,
      queries: [{ id: 'success', metric: metric('probeSuccess', {}), stat: 'Minimum', label: 'Success' }],
    },
    errorBudgetPanel,
    {
      title: 'Order queue',
      description: 'Orders that wait for fulfilment; a growing number means fulfilment does not keep up.',
      view: 'timeSeries',
      unit: 'orders',
      period: 60,
      queries: [
        {
          id: 'waiting',
          metric: metric('queueMessagesVisible', { QueueName: { resource: 'orderQueue' } }),
          stat: 'Maximum',
          label: 'Waiting',
        },
        {
          id: 'dead',
          metric: metric('queueMessagesVisible', { QueueName: { resource: 'orderDeadLetterQueue' } }),
          stat: 'Maximum',
          label: 'Dead letters',
        },
      ],
    },
  ],
};
