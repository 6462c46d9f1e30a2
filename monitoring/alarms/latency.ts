import { metric } from '../metric-query.ts';
import type { AlarmDefinition } from './alarm-definition.ts';

const api = { resource: 'api' } as const;

/** One request in twenty takes longer than two seconds; of fewer than twenty requests there is no such one. */
export const highLatency: AlarmDefinition = {
  id: 'high-latency',
  title: 'High latency',
  severity: 'warning',
  category: 'service',
  group: 'shop',
  notices: 'Pages and actions take seconds.',
  promiseMinutes: 4,
  runbook: 'high-latency.md',
  provenBy: ['dynamodb-latency', 'function-timeout'],
  missingDataReason: 'A minute without requests kept nobody waiting.',
  lowTraffic: {
    none: 'Silent, as p95 says nothing of fewer than twenty requests a minute; Slow probe tells of a shop that is slow at night.',
    one: 'Silent, as p95 says nothing of fewer than twenty requests a minute; Slow probe tells of a shop that is slow at night.',
    ten: 'Ten requests a minute and the probe’s are still fewer than twenty: silent as long as no minute has more.',
  },
  metrics: [
    { id: 'p95', expression: 'IF(requests >= 20, latency, 0)', label: 'p95 of latency (ms)' },
    { id: 'latency', metric: metric('apiLatency', { ApiId: api }), stat: 'p95', returnData: false },
    { id: 'requests', metric: metric('apiLatency', { ApiId: api }), stat: 'SampleCount', returnData: false },
  ],
  period: 60,
  evaluationPeriods: 3,
  datapointsToAlarm: 2,
  threshold: 2_000,
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'notBreaching',
};

/** The probe's walk, nine steps that take a second together on a good day, takes five. */
export const probeLatency: AlarmDefinition = {
  id: 'probe-latency',
  title: 'Slow probe',
  severity: 'warning',
  category: 'service',
  group: 'shop',
  notices: 'Every page takes longer than shoppers are used to, even where hardly anybody shops.',
  promiseMinutes: 5,
  runbook: 'probe-latency.md',
  provenBy: ['dynamodb-latency'],
  missingDataReason: 'A walk that is not made is told by Application down.',
  lowTraffic: {
    none: 'The same as ever: the probe walks every minute, whether anybody shops or not.',
    one: 'The same as ever: the probe walks every minute, whether anybody shops or not.',
    ten: 'The same as ever: the probe walks every minute, whether anybody shops or not.',
  },
  metrics: [
    {
      id: 'walk',
      metric: metric('functionDuration', { FunctionName: { resource: 'function', id: 'probe' } }),
      stat: 'Average',
      label: 'Walk (ms)',
    },
  ],
  period: 60,
  evaluationPeriods: 5,
  datapointsToAlarm: 3,
  threshold: 5_000,
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'notBreaching',
};
