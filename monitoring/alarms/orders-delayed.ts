import type { CompositeDefinition } from './composite-definition.ts';
import { ORDER_FUNCTION_ERRORS } from './function-alarms.ts';

/**
 * Orders are late on their way from the table to the parcel: one incident, wherever they are held up. What was given up tells of
 * itself, in the same incident: it needs a person, whatever the cause, and is not made up for when that is over.
 */
export const ordersDelayed: CompositeDefinition = {
  id: 'orders-delayed',
  title: 'Orders delayed',
  severity: 'warning',
  category: 'service',
  group: 'orders',
  notices: 'Orders are taken, but shipped late or not at all.',
  promiseMinutes: 14,
  runbook: 'orders-delayed.md',
  provenBy: [
    'queue-unavailable',
    'queue-delayed',
    'poison-message',
    'function-crash',
    'function-out-of-memory',
    'function-timeout',
  ],
  rule: {
    any: ['order-queue-age', 'stream-age', ...ORDER_FUNCTION_ERRORS.map(({ id }) => id)],
  },
  suppressor: {
    id: 'known-outage',
    waitPeriod: 120,
    extensionPeriod: 300,
    reason:
      'While the table or the payment provider fails, orders cannot be moved on; what waited is made up for in the minutes after.',
  },
};
