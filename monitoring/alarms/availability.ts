import { metric } from '../metric-query.ts';
import type { AlarmDefinition } from './alarm-definition.ts';

/**
 * The shop answers nobody, or nobody can tell. A failing probe is found after two reports. A silent one takes two minutes
 * longer, as CloudWatch looks back N + 2 periods for a real datapoint before it counts missing ones as breaching
 * ("Configuring how CloudWatch alarms treat missing data").
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
  provenBy: ['dynamodb-errors'],
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
