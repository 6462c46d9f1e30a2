import { metric } from '../metric-query.ts';
import { line, math, part } from './lines.ts';
import type { DashboardDefinition } from './panel.ts';

const OPERATIONS = ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'TransactWriteItems'] as const;
const TableName = { resource: 'table' } as const;
const catalog = { FunctionName: { resource: 'function', id: 'catalog' } } as const;
const errorRate = metric('serverErrors', { Service: 'catalog' });

/** The catalogue of products and what serves it. */
export const inventory: DashboardDefinition = {
  id: 'inventory',
  title: 'Inventory',
  description:
    'For who keeps the catalogue: how many products there are, and whether those who look for them are served.',
  panels: [
    {
      type: 'stat',
      id: 'items',
      title: 'Items',
      description: 'Products in the catalogue, and those of which fewer than five are left.',
      unit: 'products',
      period: 60,
      queries: [
        line('items', 'Products', metric('items', {}), 'Maximum'),
        line('low', 'Low stock', metric('lowStockItems', {}), 'Minimum'),
      ],
      alarms: ['low-stock'],
    },
    {
      type: 'timeSeries',
      id: 'request-rate',
      title: 'Request rate',
      description: 'Requests to the catalogue a second; the probe makes some of them when nobody shops.',
      unit: 'requests',
      period: 60,
      queries: [
        math('rate', 'Requests a second', 'served / PERIOD(served)'),
        part('served', metric('functionInvocations', catalog), 'Sum'),
      ],
    },
    {
      type: 'gauge',
      id: 'error-rate',
      title: 'Error rate',
      description: 'Share of the catalogue’s requests that were answered with 5xx; above 5 % it hurts.',
      unit: '%',
      period: 60,
      queries: [math('rate', 'Error rate', '100 * errors'), part('errors', errorRate, 'Average')],
      alarms: ['high-error-rate'],
    },
    {
      type: 'timeSeries',
      id: 'duration',
      title: 'Duration',
      description: 'Time that the catalogue takes to answer: half and 95 % of requests are at least this fast.',
      unit: 'ms',
      period: 60,
      queries: [
        line('p50', 'p50', metric('functionDuration', catalog), 'p50'),
        line('p95', 'p95', metric('functionDuration', catalog), 'p95'),
      ],
      alarms: ['high-latency'],
    },
    {
      type: 'timeSeries',
      id: 'cache',
      title: 'Cache hits and misses',
      description: 'Readings that the function’s memory answered, and those that went to the table.',
      unit: 'calls',
      period: 60,
      queries: [
        line('hits', 'Hits', metric('cacheHits', {}), 'Sum'),
        line('misses', 'Misses', metric('cacheMisses', {}), 'Sum'),
      ],
      alarms: ['cache-hit-ratio'],
    },
    {
      type: 'timeSeries',
      id: 'processor',
      title: 'CPU',
      description: 'Processor time of what functions have, on average; when it is used up all of them are slow.',
      unit: '%',
      period: 60,
      queries: [line('processor', 'Processor time', metric('cpuUtilization', {}), 'Average')],
      alarms: ['cpu-high'],
    },
    {
      type: 'timeSeries',
      id: 'memory',
      title: 'Memory',
      description: 'The invocation that needed most of its function’s memory.',
      unit: '%',
      period: 60,
      queries: [line('memory', 'Memory', metric('memoryUtilization', {}), 'Maximum')],
      alarms: ['memory-high'],
    },
    {
      type: 'timeSeries',
      id: 'database-errors',
      title: 'Database errors',
      description: 'Calls that DynamoDB failed, by operation; the SDK repeats each, so that a few hurt nobody.',
      unit: 'calls',
      period: 60,
      queries: OPERATIONS.map((Operation) =>
        line(Operation, Operation, metric('tableSystemErrors', { TableName, Operation }), 'Sum'),
      ),
      alarms: ['table-failing', 'table-errors'],
    },
  ],
};
