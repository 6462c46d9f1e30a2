import type { CompositeDefinition } from './composite-definition.ts';
import { FUNCTION_DURATIONS, FUNCTION_ERRORS, ORDER_FUNCTION_ERRORS } from './function-alarms.ts';

/** Seconds that a symptom waits for its cause to be raised, and stays silent once the cause is over. */
export const AFTER_ITS_CAUSE = { waitPeriod: 120, extensionPeriod: 180 } as const;

const SHOPPERS_FUNCTION_ERRORS = FUNCTION_ERRORS.filter((alarm) => !ORDER_FUNCTION_ERRORS.includes(alarm));

/** The table fails or turns calls away: what everything in the shop stands on. */
export const tableFailing: CompositeDefinition = {
  id: 'table-failing',
  title: 'Table failing',
  severity: 'critical',
  category: 'service',
  group: 'table',
  notices: 'Pages load slowly or not at all, and orders may not be taken.',
  promiseMinutes: 4,
  runbook: 'table-failing.md',
  provenBy: ['dynamodb-errors', 'dynamodb-operation-errors', 'dynamodb-throttling'],
  rule: { any: ['table-errors', 'table-throttles'] },
};

/** Shoppers are turned away, whatever the reason. */
export const shopUnavailable: CompositeDefinition = {
  id: 'shop-unavailable',
  title: 'Shop unavailable',
  severity: 'critical',
  category: 'service',
  group: 'shop',
  notices: 'Many or all shoppers cannot use the shop.',
  promiseMinutes: 9,
  runbook: 'shop-unavailable.md',
  provenBy: [
    'dynamodb-errors',
    'dynamodb-operation-errors',
    'api-gateway-down',
    'function-crash',
    'function-timeout',
    'concurrency-exhausted',
    'emf-lost',
  ],
  rule: { any: ['application-down', 'high-error-rate'] },
  suppressor: {
    id: 'table-failing',
    ...AFTER_ITS_CAUSE,
    reason: 'Nothing works without the table; what is wrong is told once, by its name.',
  },
};

/**
 * Some requests or invocations fail, while the shop as a whole is there. Where many check out, those that fail make availability
 * low; that is told by _Checkout failing_. Functions that only orders wait for are told by _Orders delayed_.
 */
export const functionsFailing: CompositeDefinition = {
  id: 'functions-failing',
  title: 'Functions failing',
  severity: 'warning',
  category: 'service',
  group: 'shop',
  notices: 'Some actions fail or take very long; trying again often helps.',
  promiseMinutes: 9,
  runbook: 'functions-failing.md',
  provenBy: ['dynamodb-errors', 'api-gateway-down', 'function-crash', 'function-timeout', 'concurrency-exhausted'],
  rule: {
    any: [
      { all: ['low-availability', { not: 'checkout-failing' }] },
      ...[...SHOPPERS_FUNCTION_ERRORS, ...FUNCTION_DURATIONS].map(({ id }) => id),
    ],
  },
  suppressor: {
    id: 'table-failing',
    ...AFTER_ITS_CAUSE,
    reason: 'Requests fail because the table does; what is wrong is told once, by its name.',
  },
};

/** The shop answers, slowly. */
export const shopSlow: CompositeDefinition = {
  id: 'shop-slow',
  title: 'Shop slow',
  severity: 'warning',
  category: 'service',
  group: 'shop',
  notices: 'Pages and actions take noticeably longer than usual.',
  promiseMinutes: 9,
  runbook: 'shop-slow.md',
  provenBy: ['dynamodb-latency', 'function-timeout', 'cold-start-storm'],
  rule: { any: ['high-latency', 'table-latency', 'cold-start-surge', 'probe-latency'] },
  suppressor: {
    id: 'known-outage',
    ...AFTER_ITS_CAUSE,
    reason: 'What ends in an error after a long wait is an outage, not slowness; a slow release is told as one.',
  },
};
