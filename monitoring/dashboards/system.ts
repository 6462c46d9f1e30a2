import type { Statistic } from '../cloudwatch.ts';
import { type MetricQuery, type MetricSelection, metric } from '../metric-query.ts';
import { type FunctionId, HTTP_FUNCTION_IDS, JOB_IDS } from '../resources.ts';
import type { DashboardDefinition, Panel } from './dashboard-definition.ts';
import { DEPLOYMENT_PANELS } from './deployments.ts';

const PERIOD = 60;
/** The functions behind the API's: what is late or lost here, no shopper sees at once. */
const WORKERS = ['outbox', 'fulfilment', 'incidents'] as const;
const OPERATIONS = ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'TransactWriteItems'] as const;
const table = { resource: 'table' } as const;
const orderQueue = { QueueName: { resource: 'orderQueue' } } as const;
const orderDeadLetterQueue = { QueueName: { resource: 'orderDeadLetterQueue' } } as const;

type FunctionMetric =
  | 'functionInvocations'
  | 'functionErrors'
  | 'functionDuration'
  | 'functionConcurrency'
  | 'functionThrottles';

/** CloudWatch's ids begin with a lower-case letter and have no hyphens. */
const queryId = (id: string): string => id.replaceAll('-', '_').toLowerCase();

function ofFunctions(key: FunctionMetric, ids: readonly FunctionId[], stat: Statistic): MetricQuery[] {
  return ids.map((id) => ({
    id: queryId(id),
    label: id,
    metric: metric(key, { FunctionName: { resource: 'function', id } }),
    stat,
  }));
}

function line(id: string, label: string, selection: MetricSelection, stat: Statistic): MetricQuery {
  return { id, label, metric: selection, stat };
}

function panel(
  title: string,
  unit: Panel['unit'],
  description: string,
  queries: Panel['queries'],
  period = PERIOD,
): Panel {
  return { title, description, view: 'timeSeries', unit, period, queries };
}

/** What the shop runs on: functions, jobs, table, queue, cache; and how releases come to it. */
export const system: DashboardDefinition = {
  id: 'system',
  title: 'System health',
  panels: [
    panel(
      'In flight',
      'requests',
      'Requests that a function answers at the same time; a line that climbs and stays means that something behind is slow.',
      ofFunctions('functionConcurrency', HTTP_FUNCTION_IDS, 'Maximum'),
    ),
    panel(
      'Throttles',
      'invocations',
      'Invocations turned away because all concurrency was in use; anything above 0 reaches shoppers as an error.',
      ofFunctions('functionThrottles', HTTP_FUNCTION_IDS, 'Sum'),
    ),
    panel(
      'Function errors',
      'invocations',
      'Invocations that crashed or timed out; an error that a function answers itself is not among them.',
      ofFunctions('functionErrors', [...HTTP_FUNCTION_IDS, ...WORKERS, 'probe'], 'Sum'),
    ),
    panel(
      'Use of what functions have',
      '%',
      'The invocation that needed most memory, processor time on average, and the fullest /tmp; above 80 % and 90 % alarms tell of it.',
      [
        line('memory', 'Memory', metric('memoryUtilization', {}), 'Maximum'),
        line('processor', 'Processor time', metric('cpuUtilization', {}), 'Average'),
        line('storage', '/tmp', metric('storageUtilization', {}), 'Maximum'),
      ],
    ),
    panel(
      'Cold starts',
      'invocations',
      'Invocations that began in a new execution environment, each a second slower; a peak follows a deployment.',
      [line('cold', 'Cold', metric('coldStarts', {}), 'Sum')],
    ),
    panel(
      'Job runs',
      'invocations',
      'Runs of each job; a line that ends is a schedule that is no longer kept.',
      ofFunctions('functionInvocations', JOB_IDS, 'Sum'),
      3_600,
    ),
    panel(
      'Failed job runs',
      'invocations',
      'Runs that ended in an error; the next one goes on where it stopped.',
      ofFunctions('functionErrors', JOB_IDS, 'Sum'),
      3_600,
    ),
    panel(
      'Job duration',
      'ms',
      'Longest run of each job; one that grows with the shop’s age reads more than it has to.',
      ofFunctions('functionDuration', JOB_IDS, 'Maximum'),
      3_600,
    ),
    panel(
      'Table latency',
      'ms',
      'p95 of DynamoDB’s own time for each kind of call.',
      OPERATIONS.map((Operation) =>
        line(queryId(Operation), Operation, metric('tableLatency', { TableName: table, Operation }), 'p95'),
      ),
    ),
    panel(
      'Table errors',
      'calls',
      'Calls that DynamoDB failed, or turned away as too many; the SDK repeats them, so a few are not noticed.',
      [
        ...OPERATIONS.map((Operation) =>
          line(queryId(Operation), Operation, metric('tableSystemErrors', { TableName: table, Operation }), 'Sum'),
        ),
        line('reads', 'Throttled reads', metric('tableReadThrottles', { TableName: table }), 'Sum'),
        line('writes', 'Throttled writes', metric('tableWriteThrottles', { TableName: table }), 'Sum'),
      ],
    ),
    panel(
      'Order messages',
      'messages',
      'Orders handed to fulfilment and taken by it; the two lines follow each other.',
      [
        line('sent', 'Sent', metric('queueMessagesSent', orderQueue), 'Sum'),
        line('received', 'Received', metric('queueMessagesReceived', orderQueue), 'Sum'),
        line('dead', 'Dead letters', metric('queueMessagesVisible', orderDeadLetterQueue), 'Maximum'),
      ],
    ),
    panel('Oldest order message', 's', 'How long the oldest order waits for fulfilment.', [
      line('age', 'Age', metric('queueOldestMessageAge', orderQueue), 'Maximum'),
    ]),
    panel('Stream lag', 'ms', 'How far the outbox is behind the table; orders leave the table only through it.', [
      line(
        'outbox',
        'Outbox',
        metric('streamIteratorAge', { FunctionName: { resource: 'function', id: 'outbox' } }),
        'Maximum',
      ),
    ]),
    panel(
      'Catalogue cache',
      'calls',
      'Readings that the function’s memory answered, and those that went to the table.',
      [
        line('hits', 'Hits', metric('cacheHits', {}), 'Sum'),
        line('misses', 'Misses', metric('cacheMisses', {}), 'Sum'),
      ],
    ),
    ...DEPLOYMENT_PANELS,
  ],
};
