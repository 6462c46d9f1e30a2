import type { CompositeDefinition } from './composite-definition.ts';
import { ORDER_FUNCTION_ERRORS } from './function-alarms.ts';

/** Orders are late on their way from the table to the parcel: one incident, wherever they are held up. */
export const ordersDelayed: CompositeDefinition = {
  id: 'orders-delayed',
  title: 'Orders delayed',
  severity: 'warning',
  category: 'service',
  group: 'orders',
  notices: 'Orders are taken, but shipped late or not at all.',
  promiseMinutes: 32,
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
    any: ['order-queue-age', 'order-dead-letters', 'stream-age', ...ORDER_FUNCTION_ERRORS.map(({ id }) => id)],
  },
  suppressor: {
    id: 'table-failing',
    waitPeriod: 120,
    extensionPeriod: 300,
    reason:
      'While the table fails, orders cannot be moved on; what waited meanwhile is made up for in the minutes after.',
  },
};
