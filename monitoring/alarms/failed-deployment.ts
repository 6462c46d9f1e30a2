import { metric } from '../metric-query.ts';
import type { AlarmDefinition } from './alarm-definition.ts';

/**
 * The last deployment failed, was rolled back or was interrupted. Each deployment reports both results, one of them as 0,
 * so that the alarm stays until one succeeds, however long that takes.
 */
export const failedDeployment: AlarmDefinition = {
  id: 'failed-deployment',
  title: 'Failed deployment',
  severity: 'warning',
  category: 'delivery',
  group: 'delivery',
  notices: 'Nothing, as the release before serves them; if that could not be brought back, other alarms tell of it.',
  promiseMinutes: 3,
  runbook: 'failed-deployment.md',
  provenBy: [],
  undrilled: 'Only a deployment raises it; the tests of deployments see it raised and told.',
  missingDataReason: 'Between deployments nothing is reported: how the last one ended still holds.',
  lowTraffic: {
    none: 'The same as ever: it counts deployments, not requests.',
    one: 'The same as ever: it counts deployments, not requests.',
    ten: 'The same as ever: it counts deployments, not requests.',
  },
  metrics: [
    { id: 'failed', metric: metric('deployments', { Result: 'failed' }), stat: 'Sum', label: 'Failed deployments' },
  ],
  period: 60,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  threshold: 1,
  comparisonOperator: 'GreaterThanOrEqualToThreshold',
  treatMissingData: 'ignore',
};
