import { metric } from '../metric-query.ts';
import { line, math, part } from './lines.ts';
import type { DashboardDefinition } from './panel.ts';

const OPERATIONS = ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'TransactWriteItems'] as const;
const TableName = { resource: 'table' } as const;

/** What the shop runs on, how much of it is used, and what that costs. */
export const infrastructure: DashboardDefinition = {
  id: 'infrastructure',
  title: 'Infrastructure',
  description: 'For whoever provides what the shop runs on: how much of it is used, how it does, and what it costs.',
  panels: [
    {
      type: 'gauge',
      id: 'memory',
      title: 'Memory',
      description: 'The invocation that needed most of its function’s memory; one that runs out of it is cut off.',
      width: 'quarter',
      unit: '%',
      period: 60,
      queries: [line('memory', 'Memory', metric('memoryUtilization', {}), 'Maximum')],
      alarms: ['memory-high'],
    },
    {
      type: 'gauge',
      id: 'processor',
      title: 'Processor time',
      description: 'Of what functions’ memory gives them, on average; more memory gives more of it.',
      width: 'quarter',
      unit: '%',
      period: 60,
      queries: [line('processor', 'Processor time', metric('cpuUtilization', {}), 'Average')],
      alarms: ['cpu-high'],
    },
    {
      type: 'gauge',
      id: 'storage',
      title: 'Temporary storage',
      description: 'The fullest /tmp; the only disk that there is, and none of the shop’s functions fills it.',
      width: 'quarter',
      unit: '%',
      period: 60,
      queries: [line('storage', '/tmp', metric('storageUtilization', {}), 'Maximum')],
      alarms: ['storage-full'],
    },
    {
      type: 'gauge',
      id: 'uptime',
      title: 'Up',
      description: 'Share of the last hour’s walks through the shop that succeeded: the twin of a process that is up.',
      width: 'quarter',
      unit: '%',
      period: 3_600,
      queries: [math('up', 'Up', '100 * walks'), part('walks', metric('probeSuccess', {}), 'Average')],
      alarms: ['application-down'],
    },
    {
      type: 'timeSeries',
      id: 'use',
      title: 'Use of what functions have',
      description: 'Memory, processor time and /tmp over time; above 80 % and 90 % alarms tell of it.',
      unit: '%',
      period: 60,
      queries: [
        line('memory', 'Memory', metric('memoryUtilization', {}), 'Maximum'),
        line('processor', 'Processor time', metric('cpuUtilization', {}), 'Average'),
        line('storage', '/tmp', metric('storageUtilization', {}), 'Maximum'),
      ],
      alarms: ['storage-full', 'memory-high', 'cpu-high'],
    },
    {
      type: 'timeSeries',
      id: 'concurrency',
      title: 'Concurrency of the account',
      description: 'Invocations at the same time in the account and Region; an account begins with a limit of 1,000.',
      unit: 'invocations',
      period: 60,
      queries: [
        line('concurrency', 'In flight', metric('functionConcurrency', {}), 'Maximum'),
        line('throttles', 'Turned away', metric('functionThrottles', {}), 'Sum'),
      ],
      alarms: ['concurrency-near-limit', 'function-throttles'],
    },
    {
      type: 'timeSeries',
      id: 'table-latency',
      title: 'Table latency',
      description:
        'What 95 % of each kind of call take at most, of DynamoDB’s own time; it is slow when all of them are.',
      unit: 'ms',
      period: 60,
      queries: OPERATIONS.map((Operation) =>
        line(Operation, Operation, metric('tableLatency', { TableName, Operation }), 'p95'),
      ),
      alarms: ['table-failing', 'table-latency'],
    },
    {
      type: 'timeSeries',
      id: 'table-errors',
      title: 'Table errors',
      description:
        'Calls that DynamoDB failed, or turned away as too many; the SDK repeats them, so a few are not noticed.',
      unit: 'calls',
      period: 60,
      queries: [
        ...OPERATIONS.map((Operation) =>
          line(Operation, Operation, metric('tableSystemErrors', { TableName, Operation }), 'Sum'),
        ),
        line('reads', 'Throttled reads', metric('tableReadThrottles', { TableName }), 'Sum'),
        line('writes', 'Throttled writes', metric('tableWriteThrottles', { TableName }), 'Sum'),
      ],
      alarms: ['table-failing', 'table-errors', 'table-throttles'],
    },
    {
      type: 'timeSeries',
      id: 'charges',
      title: 'AWS cost of the month',
      description:
        'What the account was charged since the month began, and what the month will cost at the pace of the last report.',
      unit: 'dollars',
      period: 3_600,
      span: 30 * 86_400,
      queries: [
        line('charges', 'Charged', metric('estimatedCharges', { Currency: 'USD' }), 'Maximum'),
        math(
          'forecast',
          'Forecast',
          'IF(charges >= 0, charges + IF(RATE(charges) > 0 AND DIFF_TIME(charges) > 14400, RATE(charges), 0) * 86400 * (31.4 - DATE(charges) - HOUR(charges) / 24), 0)',
        ),
      ],
      alarms: ['cost-forecast'],
    },
    {
      type: 'logs',
      id: 'starts',
      title: 'Cold starts by function',
      description: 'Share of invocations that waited for a new execution environment, and for how long.',
      query: 'cold-starts',
      view: 'table',
      unit: '%',
      alarms: ['cold-start-surge'],
    },
  ],
};
