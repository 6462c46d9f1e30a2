import type { FaultName } from '../fault-names.ts';
import { metric } from '../metric-query.ts';
import type { FunctionId } from '../resources.ts';
import type { AlarmDefinition } from './alarm-definition.ts';
import type { IncidentGroup } from './incident-groups.ts';

/** What shoppers, staff or the shop itself miss while a function fails. */
type Watched = {
  readonly id: FunctionId;
  readonly notices: string;
  readonly provenBy: readonly FaultName[];
  /** Whether the probe's walk leads to it. */
  readonly isProbed?: true;
  /** `shop` unless given. */
  readonly group?: IncidentGroup;
};

const CRASHES: readonly FaultName[] = ['function-crash'];
const CRASHES_AND_TIMEOUTS: readonly FaultName[] = [...CRASHES, 'function-timeout'];
const OUT_OF_MEMORY_AND_TIMEOUTS: readonly FaultName[] = ['function-out-of-memory', 'function-timeout'];

const WATCHED: readonly Watched[] = [
  { id: 'catalog', notices: 'Products and search do not load for some shoppers.', provenBy: CRASHES, isProbed: true },
  { id: 'cart', notices: 'Some shoppers cannot change their cart.', provenBy: CRASHES, isProbed: true },
  { id: 'checkout', notices: 'Some orders end in an error message.', provenBy: CRASHES_AND_TIMEOUTS },
  { id: 'account', notices: 'Some shoppers cannot sign in or register.', provenBy: CRASHES_AND_TIMEOUTS },
  { id: 'admin', notices: 'Shoppers nothing; staff cannot see or change orders and products.', provenBy: CRASHES },
  { id: 'ops', notices: 'Shoppers nothing; the console does not show how the shop does.', provenBy: CRASHES },
  {
    ...{ id: 'outbox', notices: 'Orders that are paid are handed on late.', group: 'orders' },
    provenBy: CRASHES_AND_TIMEOUTS,
  },
  {
    ...{ id: 'fulfilment', notices: 'Orders are shipped late.', group: 'orders' },
    provenBy: OUT_OF_MEMORY_AND_TIMEOUTS,
  },
];

function functionErrors({ id, notices, provenBy, isProbed, group = 'shop' }: Watched): AlarmDefinition {
  return {
    id: `function-errors-${id}`,
    title: `Function errors: ${id}`,
    severity: 'warning',
    category: 'service',
    group,
    notices,
    promiseMinutes: 7,
    runbook: 'function-errors.md',
    provenBy,
    missingDataReason: 'Without invocations none has failed.',
    lowTraffic: {
      none: isProbed
        ? 'The probe invokes it every minute: three of its visits that fail within five minutes raise it.'
        : 'Silent: what is not invoked cannot fail.',
      one: 'Three failed invocations within five minutes raise it, so that one or two that shoppers repeat do not.',
      ten: 'Three failed invocations within five minutes raise it, so that one or two that shoppers repeat do not.',
    },
    metrics: [
      { id: 'failed', expression: 'FILL(errors, 0)', label: 'Failed invocations' },
      {
        id: 'errors',
        metric: metric('functionErrors', { FunctionName: { resource: 'function', id } }),
        stat: 'Sum',
        returnData: false,
      },
    ],
    period: 300,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    threshold: 3,
    comparisonOperator: 'GreaterThanOrEqualToThreshold',
    treatMissingData: 'notBreaching',
  };
}

/**
 * Three invocations within five minutes that crashed, timed out or ran out of memory; an error that a function answers
 * itself is not among them. What is missing is 0, or the failures of a quarter of an hour ago would decide where nobody
 * invoked it since.
 */
export const FUNCTION_ERRORS: readonly AlarmDefinition[] = WATCHED.map(functionErrors);

/** Those that orders pass on their way to the parcel: that they fail is one incident with the orders that wait for them. */
export const ORDER_FUNCTION_ERRORS: readonly AlarmDefinition[] = FUNCTION_ERRORS.filter(
  ({ group }) => group === 'orders',
);

/** Timeouts in seconds, as functions/manifest.ts has them, of the functions that wait, for the payment provider or for a password’s hash. */
const TIMEOUTS = { checkout: 20, account: 10 } as const;
/** Of the timeout: what takes longer is close to being cut off. */
const NEAR = 0.8;

function functionDuration(id: keyof typeof TIMEOUTS, notices: string): AlarmDefinition {
  const threshold = TIMEOUTS[id] * 1_000 * NEAR;
  return {
    id: `function-duration-${id}`,
    title: `Function near its timeout: ${id}`,
    severity: 'warning',
    category: 'service',
    group: 'shop',
    notices,
    promiseMinutes: 5,
    runbook: 'function-duration.md',
    provenBy: ['function-timeout'],
    missingDataReason: 'Without invocations none was slow.',
    lowTraffic: {
      none: 'Silent: what is not invoked takes no time.',
      one: 'Slow invocations in three of five minutes raise it, one in each of them.',
      ten: 'Slow invocations in three of five minutes raise it, one in each of them.',
    },
    metrics: [
      {
        id: 'longest',
        metric: metric('functionDuration', { FunctionName: { resource: 'function', id } }),
        stat: 'Maximum',
        label: 'Longest invocation (ms)',
      },
    ],
    period: 60,
    evaluationPeriods: 5,
    datapointsToAlarm: 3,
    threshold,
    comparisonOperator: 'GreaterThanThreshold',
    treatMissingData: 'notBreaching',
  };
}

/**
 * In three of five minutes an invocation took more than four fifths of the time that its function has. Nobody waits for the
 * outbox and fulfilment: that they are slow is told by what waits for them.
 */
export const FUNCTION_DURATIONS: readonly AlarmDefinition[] = [
  functionDuration('checkout', 'Placing an order takes very long, and may fail.'),
  functionDuration('account', 'Signing in takes very long, and may fail.'),
];
