import { metric } from '../metric-query.ts';
import type { AlarmDefinition } from './alarm-definition.ts';

const api = { resource: 'api' } as const;

/** More than one request in twenty fails, for five minutes. */
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
    none: 'The probe’s requests keep the rate defined at night, and a single failed one among them is more than 5 %; five such minutes in a row raise it.',
    one: 'The probe’s requests keep the rate defined at night, and a single failed one among them is more than 5 %; five such minutes in a row raise it.',
    ten: 'The probe’s requests keep the rate defined at night, and a single failed one among them is more than 5 %; five such minutes in a row raise it.',
  },
  metrics: [
    {
      id: 'rate',
      expression: '100 * errors / requests',
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
