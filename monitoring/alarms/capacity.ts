import { metric } from '../metric-query.ts';
import type { AlarmDefinition, LowTraffic } from './alarm-definition.ts';

/** "Lambda quotas": invocations of an account and Region that can be in flight at the same time. */
const ACCOUNT_CONCURRENCY = 1_000;

const ALWAYS_MEASURED =
  'The same as ever: the probe and the jobs are measured each minute, whether anybody shops or not.';
const THE_SAME: LowTraffic = { none: ALWAYS_MEASURED, one: ALWAYS_MEASURED, ten: ALWAYS_MEASURED };

/** Lambda turns invocations away in three of five minutes. */
export const functionThrottles: AlarmDefinition = {
  id: 'function-throttles',
  title: 'Functions throttled',
  severity: 'critical',
  category: 'service',
  group: 'shop',
  notices: 'Some pages and actions end in an error message although nothing is broken.',
  promiseMinutes: 5,
  runbook: 'function-throttles.md',
  provenBy: ['concurrency-exhausted'],
  missingDataReason: 'Without invocations none was turned away.',
  lowTraffic: {
    none: 'Raised where three invocations a minute are turned away; Application down tells of a walk that cannot be made.',
    one: 'Three invocations turned away a minute raise it, in three of five minutes; less is silent.',
    ten: 'Three invocations turned away a minute raise it, in three of five minutes; less is silent.',
  },
  metrics: [{ id: 'throttles', metric: metric('functionThrottles', {}), stat: 'Sum', label: 'Throttles' }],
  period: 60,
  evaluationPeriods: 5,
  datapointsToAlarm: 3,
  threshold: 3,
  comparisonOperator: 'GreaterThanOrEqualToThreshold',
  treatMissingData: 'notBreaching',
};

/** Nine tenths of the concurrency that an account begins with are in use; one that has less is told of by its throttles. */
export const concurrencyNearLimit: AlarmDefinition = {
  id: 'concurrency-near-limit',
  title: 'Concurrency near its limit',
  severity: 'critical',
  category: 'service',
  group: 'shop',
  notices: 'Nothing yet; a few more visitors and pages begin to fail.',
  promiseMinutes: 4,
  runbook: 'concurrency-near-limit.md',
  provenBy: ['concurrency-exhausted'],
  missingDataReason: 'Without invocations there is no concurrency.',
  lowTraffic: {
    none: 'What runs in the account beside the shop can raise it; the probe alone cannot.',
    one: 'What runs in the account beside the shop can raise it; so few requests cannot.',
    ten: 'What runs in the account beside the shop can raise it; so few requests cannot.',
  },
  metrics: [
    { id: 'concurrency', metric: metric('functionConcurrency', {}), stat: 'Maximum', label: 'Concurrent executions' },
  ],
  period: 60,
  evaluationPeriods: 3,
  datapointsToAlarm: 2,
  threshold: 0.9 * ACCOUNT_CONCURRENCY,
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'notBreaching',
};

/** For ten minutes each minute had an invocation that used more than four fifths of its function's memory. */
export const memoryHigh: AlarmDefinition = {
  id: 'memory-high',
  title: 'Memory high',
  severity: 'warning',
  category: 'service',
  group: 'capacity',
  notices: 'Nothing yet; a function that runs out of memory fails in the middle of what it does.',
  promiseMinutes: 12,
  runbook: 'memory-high.md',
  provenBy: ['memory-pressure'],
  missingDataReason: 'A minute without invocations needs no memory.',
  lowTraffic: THE_SAME,
  metrics: [{ id: 'memory', metric: metric('memoryUtilization', {}), stat: 'Maximum', label: 'Memory (%)' }],
  period: 60,
  evaluationPeriods: 10,
  datapointsToAlarm: 10,
  threshold: 80,
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'notBreaching',
};

/** For ten minutes invocations took more than four fifths of the processor time that they can have, on average. */
export const cpuHigh: AlarmDefinition = {
  id: 'cpu-high',
  title: 'Processor time high',
  severity: 'warning',
  category: 'service',
  group: 'capacity',
  notices: 'Pages are slower than they could be.',
  promiseMinutes: 12,
  runbook: 'cpu-high.md',
  provenBy: ['cpu-pressure'],
  missingDataReason: 'A minute without invocations computes nothing.',
  lowTraffic: THE_SAME,
  metrics: [{ id: 'cpu', metric: metric('cpuUtilization', {}), stat: 'Average', label: 'Processor time (%)' }],
  period: 60,
  evaluationPeriods: 10,
  datapointsToAlarm: 10,
  threshold: 80,
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'notBreaching',
};

/** A function's /tmp is nine tenths full. */
export const storageFull: AlarmDefinition = {
  id: 'storage-full',
  title: 'Temporary storage full',
  severity: 'critical',
  category: 'service',
  group: 'capacity',
  notices: 'Nothing yet; what writes to temporary storage fails next.',
  promiseMinutes: 4,
  runbook: 'storage-full.md',
  provenBy: ['storage-filling'],
  missingDataReason: 'A minute without invocations writes nothing.',
  lowTraffic: THE_SAME,
  metrics: [{ id: 'storage', metric: metric('storageUtilization', {}), stat: 'Maximum', label: '/tmp (%)' }],
  period: 60,
  evaluationPeriods: 3,
  datapointsToAlarm: 2,
  threshold: 90,
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'notBreaching',
};
