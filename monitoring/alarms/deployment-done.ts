import { metric } from '../metric-query.ts';
import type { AlarmDefinition } from './alarm-definition.ts';

/** A deployment succeeded within the last half an hour: whatever is wrong now is likely to come from it. */
export const deploymentDone: AlarmDefinition = {
  id: 'deployment-done',
  title: 'Deployment done',
  severity: 'info',
  category: 'info',
  group: 'delivery',
  notices: 'A new release of the shop.',
  promiseMinutes: 3,
  runbook: 'deployment-done.md',
  provenBy: [],
  undrilled: 'Only a deployment raises it; the tests of deployments see it raised.',
  missingDataReason: 'Between deployments nothing is reported: nothing was deployed.',
  lowTraffic: {
    none: 'The same as ever: it counts deployments, not requests.',
    one: 'The same as ever: it counts deployments, not requests.',
    ten: 'The same as ever: it counts deployments, not requests.',
  },
  metrics: [
    {
      id: 'done',
      metric: metric('deployments', { Result: 'succeeded' }),
      stat: 'Sum',
      label: 'Deployments that succeeded',
    },
  ],
  period: 60,
  evaluationPeriods: 30,
  datapointsToAlarm: 1,
  threshold: 1,
  comparisonOperator: 'GreaterThanOrEqualToThreshold',
  treatMissingData: 'notBreaching',
};
