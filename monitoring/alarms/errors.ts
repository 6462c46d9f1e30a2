import { metric } from '../metric-query.ts';
import type { AlarmDefinition } from './alarm-definition.ts';

const api = { resource: 'api' } as const;

/**
 * More than one request in twenty fails, for five minutes. A minute in which one or two fail is no rate, as two of the probe's
 * own requests are more than one in twenty at night: three at least must fail in each. What stays below that and goes on is
 * found by the budget of availability, which counts an hour's failures; a shop that is down is found by the probe.
 */
export const highErrorRate = {
  id: 'high-error-rate',
  title: 'High error rate',
  severity: 'critical',
  category: 'service',
  group: 'shop',
  notices: 'Pages fail to load or actions end in an error message.',
  promiseMinutes: 7,
  runbook: 'high-error-rate.md',
  provenBy: [
    'dynamodb-errors',
    'dynamodb-operation-errors',
    'api-gateway-down',
    'function-crash',
    'function-timeout',
    'concurrency-exhausted',
  ],
  missingDataReason: 'A minute without requests has no error rate; nobody is hurt by it, so it does not breach.',
  lowTraffic: {
    none: 'Silent unless three of the probe’s few requests fail in each of five minutes; Application down tells sooner of what its walk cannot pass.',
    one: 'Silent where fewer than three requests fail in a minute; ten that fail within an hour raise the burn rate of availability.',
    ten: 'Three requests that fail in each of five minutes raise it; where one or two do, fifteen within an hour raise the burn rate of availability.',
  },
  metrics: [
    {
      id: 'rate',
      expression: 'IF(errors >= 3, 100 * errors / requests, 0)',
      label: 'Error rate (%)',
    },
    { id: 'errors', metric: metric('apiServerErrors', { ApiId: api }), stat: 'Sum', returnData: false },
    { id: 'requests', metric: metric('apiRequests', { ApiId: api }), stat: 'Sum', returnData: false },
  ],
  period: 60,
  evaluationPeriods: 5,
  datapointsToAlarm: 5,
  threshold: 5,
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'notBreaching',
} as const satisfies AlarmDefinition;
