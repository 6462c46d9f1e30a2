import { metric } from '../metric-query.ts';
import type { AlarmDefinition, LowTraffic } from './alarm-definition.ts';

const TableName = { resource: 'table' } as const;

const FEW: LowTraffic = {
  none: 'The probe and the jobs alone may make too few calls to raise it; Application down tells of a table that is away at night.',
  one: 'Five calls a minute, repetitions by the SDK included, raise it in two of five minutes; fewer are silent.',
  ten: 'Five calls a minute, repetitions by the SDK included, raise it in two of five minutes; fewer are silent.',
};

/**
 * DynamoDB fails five calls a minute, in two of five minutes; the SDK repeats each, so that one now and then hurts nobody. What
 * is missing is 0, or minutes long past would decide; so are the newest minutes, of which DynamoDB has yet to report: two of
 * three would never come together where reports take two minutes ("Using metric math", FILL).
 */
export const tableErrors: AlarmDefinition = {
  id: 'table-errors',
  title: 'Table errors',
  severity: 'critical',
  category: 'service',
  group: 'table',
  notices: 'Pages load slowly or not at all, and orders may not be taken.',
  promiseMinutes: 4,
  runbook: 'table-errors.md',
  provenBy: ['dynamodb-errors', 'dynamodb-operation-errors'],
  missingDataReason: 'DynamoDB only reports errors when there are some.',
  lowTraffic: FEW,
  metrics: [
    {
      id: 'failed',
      expression: 'FILL(get, 0) + FILL(query, 0) + FILL(put, 0) + FILL(update, 0) + FILL(transact, 0)',
      label: 'Failed calls',
    },
    {
      id: 'get',
      metric: metric('tableSystemErrors', { TableName, Operation: 'GetItem' }),
      stat: 'Sum',
      returnData: false,
    },
    {
      id: 'query',
      metric: metric('tableSystemErrors', { TableName, Operation: 'Query' }),
      stat: 'Sum',
      returnData: false,
    },
    {
      id: 'put',
      metric: metric('tableSystemErrors', { TableName, Operation: 'PutItem' }),
      stat: 'Sum',
      returnData: false,
    },
    {
      id: 'update',
      metric: metric('tableSystemErrors', { TableName, Operation: 'UpdateItem' }),
      stat: 'Sum',
      returnData: false,
    },
    {
      id: 'transact',
      metric: metric('tableSystemErrors', { TableName, Operation: 'TransactWriteItems' }),
      stat: 'Sum',
      returnData: false,
    },
  ],
  period: 60,
  evaluationPeriods: 5,
  datapointsToAlarm: 2,
  threshold: 5,
  comparisonOperator: 'GreaterThanOrEqualToThreshold',
  treatMissingData: 'notBreaching',
};

/** DynamoDB turns five reads and writes a minute away, in two of five minutes, as its reports may be late. */
export const tableThrottles: AlarmDefinition = {
  id: 'table-throttles',
  title: 'Table throttled',
  severity: 'critical',
  category: 'service',
  group: 'table',
  notices: 'Pages load slowly, and some actions end in an error message.',
  promiseMinutes: 4,
  runbook: 'table-throttles.md',
  provenBy: ['dynamodb-throttling'],
  missingDataReason: 'DynamoDB only reports throttles when there are some.',
  lowTraffic: FEW,
  metrics: [
    { id: 'throttled', expression: 'FILL(reads, 0) + FILL(writes, 0)', label: 'Throttled reads and writes' },
    { id: 'reads', metric: metric('tableReadThrottles', { TableName }), stat: 'Sum', returnData: false },
    { id: 'writes', metric: metric('tableWriteThrottles', { TableName }), stat: 'Sum', returnData: false },
  ],
  period: 60,
  evaluationPeriods: 5,
  datapointsToAlarm: 2,
  threshold: 5,
  comparisonOperator: 'GreaterThanOrEqualToThreshold',
  treatMissingData: 'notBreaching',
};

/** Reads or orders take DynamoDB 200 ms on average, twenty times what they should, in three of five minutes. */
export const tableLatency: AlarmDefinition = {
  id: 'table-latency',
  title: 'Table slow',
  severity: 'warning',
  category: 'service',
  group: 'shop',
  notices: 'Pages and actions take longer than usual.',
  promiseMinutes: 5,
  runbook: 'table-latency.md',
  provenBy: ['dynamodb-latency'],
  missingDataReason: 'A minute without calls kept nobody waiting.',
  lowTraffic: {
    none: 'The probe reads from the table each minute, so that it is raised at night, too, by slow reads in three of five minutes.',
    one: 'A single slow call decides its minute; three of five such minutes raise it.',
    ten: 'A minute’s calls are averaged; three slow minutes of five raise it.',
  },
  metrics: [
    {
      id: 'slowest',
      expression: 'MAX([FILL(get, 0), FILL(query, 0), FILL(transact, 0)])',
      label: 'Slowest operation (ms)',
    },
    {
      id: 'get',
      metric: metric('tableLatency', { TableName, Operation: 'GetItem' }),
      stat: 'Average',
      returnData: false,
    },
    {
      id: 'query',
      metric: metric('tableLatency', { TableName, Operation: 'Query' }),
      stat: 'Average',
      returnData: false,
    },
    {
      id: 'transact',
      metric: metric('tableLatency', { TableName, Operation: 'TransactWriteItems' }),
      stat: 'Average',
      returnData: false,
    },
  ],
  period: 60,
  evaluationPeriods: 5,
  datapointsToAlarm: 3,
  threshold: 200,
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'notBreaching',
};
