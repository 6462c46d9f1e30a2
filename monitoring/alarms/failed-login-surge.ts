import { metric } from '../metric-query.ts';
import type { AlarmDefinition } from './alarm-definition.ts';

/**
 * Somebody tries passwords, or e-mail addresses and passwords that were stolen elsewhere. It looks at twenty minutes, so that a
 * short attack stays up for longer than the fifteen after which a warning is told: it is worth knowing when it is over, too.
 */
export const failedLoginSurge: AlarmDefinition = {
  id: 'failed-login-surge',
  title: 'Failed login surge',
  severity: 'warning',
  category: 'business',
  group: 'sign-in',
  notices: 'Most notice nothing; some are locked out of their account for a quarter of an hour.',
  promiseMinutes: 22,
  runbook: 'failed-login-surge.md',
  provenBy: ['login-storm'],
  missingDataReason: 'The metric is only written when somebody signs in; nobody did, so nobody failed.',
  lowTraffic: {
    none: 'Without attempts there is nothing to count.',
    one: 'One attempt a minute is twenty in twenty minutes: people mistype that often, and it stays silent.',
    ten: 'Ten attempts a minute that all fail raise it: that is no person’s pace.',
  },
  metrics: [
    { id: 'surge', expression: 'FILL(failed, 0)', label: 'Failed attempts to sign in' },
    { id: 'failed', metric: metric('logins', { Result: 'failed' }), stat: 'Sum', returnData: false },
  ],
  period: 1_200,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  threshold: 50,
  comparisonOperator: 'GreaterThanOrEqualToThreshold',
  treatMissingData: 'notBreaching',
};
