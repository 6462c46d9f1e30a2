import { metric } from '../metric-query.ts';
import type { AlarmDefinition } from './alarm-definition.ts';

/** A wallet holds more or less than its ledger says. The audit tells once an hour; what it found holds until the next. */
export const ledgerMismatch: AlarmDefinition = {
  id: 'ledger-mismatch',
  title: 'Wallet and ledger disagree',
  severity: 'critical',
  category: 'business',
  group: 'ledger',
  notices: 'A shopper has more store credit than is theirs, or less.',
  promiseMinutes: 63,
  runbook: 'ledger-mismatch.md',
  provenBy: ['ledger-tampered'],
  missingDataReason: 'Between two audits nothing is reported: what the last one found still holds.',
  lowTraffic: {
    none: 'The same as ever: the audit runs by the clock and looks at every wallet.',
    one: 'The same as ever: the audit runs by the clock and looks at every wallet.',
    ten: 'The same as ever: the audit runs by the clock and looks at every wallet.',
  },
  metrics: [
    { id: 'mismatches', metric: metric('ledgerMismatches', {}), stat: 'Maximum', label: 'Wallets that disagree' },
  ],
  period: 60,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  threshold: 1,
  comparisonOperator: 'GreaterThanOrEqualToThreshold',
  treatMissingData: 'ignore',
};
