import type { CompositeDefinition } from './composite-definition.ts';
import { DISPATCH_ALARM } from './jobs.ts';

/**
 * People are not told of incidents. The way to them is what fails, so that this alarm does not rely on it: alarms of its group
 * are mailed directly, too. Without the function dispatch no warning is told and nothing escalates, least of all that it does not
 * run. What still works of the way tells it as an incident, whose end is announced.
 */
export const notificationsFailing: CompositeDefinition = {
  id: 'notifications-failing',
  title: 'Notifications failing',
  severity: 'critical',
  category: 'telemetry',
  group: 'notification',
  notices: 'Nothing by itself; but whoever should mend what else they notice may not know of it.',
  promiseMinutes: 19,
  runbook: 'notification-delivery-failing.md',
  provenBy: [
    'dynamodb-errors',
    'dynamodb-operation-errors',
    'function-crash',
    'notification-failures',
    'channel-failures',
  ],
  rule: { any: ['notification-delivery-failing', DISPATCH_ALARM.id] },
  suppressor: {
    id: 'table-failing',
    waitPeriod: 120,
    extensionPeriod: 300,
    reason:
      'Without the table it is not known what is still to be told; of the table itself people are told all the same.',
  },
};
