import { metric } from '../metric-query.ts';
import type { AlarmDefinition } from './alarm-definition.ts';

/**
 * Fraud rules hold or block many checkouts at once: somebody tries stolen cards. Rules on large amounts are left out, as large
 * orders come with a good sale, too. It looks at half an hour, so that a short attack stays up for longer than the fifteen
 * minutes after which a warning is told.
 */
export const fraudSurge: AlarmDefinition = {
  id: 'fraud-surge',
  title: 'Fraud surge',
  severity: 'warning',
  category: 'business',
  group: 'fraud',
  notices: 'Honest shoppers notice nothing as yet; those whose cards were stolen will.',
  promiseMinutes: 32,
  runbook: 'fraud-surge.md',
  provenBy: ['fraud-burst'],
  missingDataReason: 'The metric is only written when a rule is broken; silence is what is hoped for.',
  lowTraffic: {
    none: 'Without checkouts no rule is broken.',
    one: 'Ten alerts within half an hour are one checkout of three: that many are no accident.',
    ten: 'Ten alerts among 300 checkouts raise it, where one is usual.',
  },
  metrics: [
    { id: 'alerts', expression: 'FILL(blocked, 0) + FILL(held, 0) + FILL(foreign, 0)', label: 'Fraud alerts' },
    {
      id: 'blocked',
      metric: metric('fraudAlerts', { Rule: 'velocity', Action: 'block' }),
      stat: 'Sum',
      returnData: false,
    },
    {
      id: 'held',
      metric: metric('fraudAlerts', { Rule: 'velocity', Action: 'review' }),
      stat: 'Sum',
      returnData: false,
    },
    {
      id: 'foreign',
      metric: metric('fraudAlerts', { Rule: 'mismatch', Action: 'review' }),
      stat: 'Sum',
      returnData: false,
    },
  ],
  period: 1_800,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  threshold: 10,
  comparisonOperator: 'GreaterThanOrEqualToThreshold',
  treatMissingData: 'notBreaching',
};
