import { metric } from '../metric-query.ts';
import type { AlarmDefinition } from './alarm-definition.ts';

const api = { resource: 'api' } as const;

/**
 * The shop answers nobody, or nobody can tell. A failing probe is found after two reports: two minutes, and what was left of
 * the one in which the shop went down, as a minute is looked at when it is over. A silent one takes two minutes longer, as
 * CloudWatch looks back N + 2 periods for a real datapoint before it counts missing ones as breaching ("Configuring how
 * CloudWatch alarms treat missing data"): five minutes in all, which is the promise. _Shop unavailable_, which tells people of
 * it, waits for the table's alarm besides.
 */
export const applicationDown: AlarmDefinition = {
  id: 'application-down',
  title: 'Application down',
  severity: 'critical',
  category: 'service',
  group: 'shop',
  notices: 'Shoppers cannot open the shop, see products or fill a cart.',
  promiseMinutes: 5,
  runbook: 'application-down.md',
  provenBy: ['dynamodb-errors', 'api-gateway-down', 'function-crash', 'concurrency-exhausted', 'emf-lost'],
  missingDataReason: 'A probe that stops reporting is as bad as one that fails: silence counts as down.',
  lowTraffic: {
    none: 'The same as ever: the probe walks every minute, whether anybody shops or not.',
    one: 'The same as ever: the probe walks every minute, whether anybody shops or not.',
    ten: 'The same as ever: the probe walks every minute, whether anybody shops or not.',
  },
  metrics: [{ id: 'success', metric: metric('probeSuccess', {}), stat: 'Minimum', label: 'Probe success' }],
  period: 60,
  evaluationPeriods: 2,
  datapointsToAlarm: 2,
  threshold: 1,
  comparisonOperator: 'LessThanThreshold',
  treatMissingData: 'breaching',
};

/**
 * Fewer than 99.9 % of a minute's requests are served. Of a few requests one says nothing of a thousand, so that a minute
 * counts only when it has twenty and three of them failed.
 */
export const lowAvailability: AlarmDefinition = {
  id: 'low-availability',
  title: 'Low availability',
  severity: 'warning',
  category: 'service',
  group: 'shop',
  notices: 'Now and then a page does not load or an action ends in an error message; trying again helps.',
  promiseMinutes: 3,
  runbook: 'low-availability.md',
  provenBy: [
    'dynamodb-errors',
    'dynamodb-operation-errors',
    'api-gateway-down',
    'function-crash',
    'function-timeout',
    'concurrency-exhausted',
  ],
  missingDataReason: 'A minute without requests has turned nobody away.',
  lowTraffic: {
    none: 'Silent, as the probe alone makes fewer than twenty requests a minute; Application down tells of it if they fail.',
    one: 'Silent, as there are fewer than twenty requests a minute; High error rate or the burn rate of an hour tells of it if they go on failing.',
    ten: 'Silent, as there are fewer than twenty requests a minute; High error rate or the burn rate of an hour tells of it if they go on failing.',
  },
  metrics: [
    {
      id: 'availability',
      expression: 'IF(requests >= 20 AND errors >= 3, 100 * (requests - errors) / requests, 100)',
      label: 'Availability (%)',
    },
    { id: 'errors', metric: metric('apiServerErrors', { ApiId: api }), stat: 'Sum', returnData: false },
    { id: 'requests', metric: metric('apiRequests', { ApiId: api }), stat: 'Sum', returnData: false },
  ],
  period: 60,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  threshold: 99.9,
  comparisonOperator: 'LessThanThreshold',
  treatMissingData: 'notBreaching',
};
