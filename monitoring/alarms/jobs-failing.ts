import type { CompositeDefinition } from './composite-definition.ts';
import { DISPATCH_ALARM, JOB_ALARMS } from './jobs.ts';

/** Jobs fail or do not run: one incident, however many there are. The one that tells people is told by _Notifications failing_. */
export const jobsFailing: CompositeDefinition = {
  id: 'jobs-failing',
  title: 'Jobs failing',
  severity: 'warning',
  category: 'service',
  group: 'jobs',
  notices: 'Shoppers notice little: states of orders, statistics or checks of the books are behind.',
  promiseMinutes: 79,
  runbook: 'jobs-failing.md',
  provenBy: ['schedule-stopped', 'job-stuck'],
  rule: { any: JOB_ALARMS.filter((alarm) => alarm !== DISPATCH_ALARM).map(({ id }) => id) },
  suppressor: {
    id: 'known-outage',
    waitPeriod: 120,
    extensionPeriod: 900,
    reason:
      'Jobs need the table, order progress the payment provider, too; once they are back, each needs its next run to succeed again.',
  },
};
