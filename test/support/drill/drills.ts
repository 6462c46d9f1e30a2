import { FAULT_NAMES, type FaultName } from '../../../monitoring/fault-names.ts';
import type { Drill } from './drill.ts';
import type { Tells } from './judge-told.ts';

const TABLE_FAILING = { title: 'Table failing' };
/** At first it is some requests that fail, which can wait for a quarter of an hour. */
const SHOP_UNAVAILABLE_AT_LAST = { title: 'Shop unavailable', kinds: ['raised', 'resolved'] } satisfies Tells;
/** CloudWatch mails it by itself, as the way by which incidents are told is what fails. */
const MAILED_DIRECTLY = { title: 'notifications-failing', kinds: ['opened'], by: ['email'] } satisfies Tells;
const NOTIFICATIONS_FAILING = { title: 'Notifications failing' };
const CHECKOUT_FAILING = { title: 'Checkout failing' };

/** So many look around that a minute has enough requests for alarms that say nothing of fewer than twenty. */
const CROWD = { lookers: 16 };

/**
 * How each fault is put to the test: in each of several shops some drills one after the other. One that uses up an error budget
 * comes after those that would notice. Those that take longest come first, and every other one takes as long as the rest.
 */
export const SHOPS: readonly (readonly Drill[])[] = [
  [
    // Each request that is throttled is tried again by the SDK, so that nobody notices.
    { fault: 'dynamodb-throttling', settings: { rate: 0.1 }, minutes: 5, buyers: 2, tells: [TABLE_FAILING] },
    { fault: 'fraud-burst', minutes: 17, tells: [{ title: 'Fraud surge' }] },
    { fault: 'memory-pressure', minutes: 12 },
    {
      ...{ fault: 'dynamodb-errors', minutes: 7, afterJobs: true, ...CROWD, tells: [TABLE_FAILING] },
      // It says so until Checkout failing does.
      subsides: ['functions-failing'],
    },
  ],
  [
    // Early in the shop's life: what is slow is a share of what came before. Below the time that is given to an attempt, and
    // of reads alone: all of it is waited for in real time.
    {
      ...{ fault: 'dynamodb-latency', minutes: 5, ...CROWD },
      settings: { rate: 0.6, delayMs: 1_200, operations: ['GetItem', 'Query'] },
    },
    { fault: 'emf-malformed', minutes: 7, tells: [{ title: 'EMF errors' }] },
    { fault: 'logs-delayed', minutes: 12 },
    // Nobody knows whether the shop is well when the probe cannot say so; that metrics are missing is part of the same incident.
    { fault: 'emf-lost', minutes: 8, tells: [SHOP_UNAVAILABLE_AT_LAST] },
    { fault: 'payment-slow', settings: { delayMs: 4_500 }, minutes: 7, ...CROWD, tells: [CHECKOUT_FAILING] },
    { fault: 'api-gateway-down', minutes: 7, ...CROWD, tells: [SHOP_UNAVAILABLE_AT_LAST] },
  ],
  [
    {
      ...{ fault: 'function-crash', part: 'outbox', settings: { functions: ['outbox'], rate: 1, withinMs: 5 } },
      ...{ minutes: 4, raises: ['function-errors-outbox', 'orders-delayed'] },
    },
    { fault: 'function-out-of-memory', settings: { functions: ['fulfilment'], withinMs: 5 }, minutes: 5, buyers: 3 },
    { fault: 'payment-declines', minutes: 7, buyers: 3, tells: [CHECKOUT_FAILING] },
    { fault: 'payment-outage', minutes: 7, ...CROWD, tells: [CHECKOUT_FAILING] },
    {
      // All but the catalogue: with so many visitors, starting it anew each time would make the shop slow, too.
      ...{ fault: 'function-crash', minutes: 7, ...CROWD, tells: [SHOP_UNAVAILABLE_AT_LAST] },
      settings: { functions: ['cart', 'checkout', 'account', 'admin', 'ops'], withinMs: 5 },
      but: [
        ...['function-errors-catalog', 'function-errors-outbox', 'orders-delayed'],
        ...['notification-delivery-failing', 'notifications-failing'],
      ],
    },
  ],
  [
    // Good news is no reason for an alarm.
    { fault: 'traffic-surge', minutes: 5, serves: 100 },
    {
      // What functions keep, they keep for seconds that are not simulated.
      ...{ fault: 'stock-running-out', minutes: 8, besides: { fault: 'cache-disabled' } },
      tells: [{ title: 'Low stock' }],
    },
    { fault: 'cache-disabled', minutes: 17, readers: 75 },
    { fault: 'cold-start-storm', minutes: 7 },
    // So long that a warning is told, and that orders are later than was promised.
    { fault: 'queue-delayed', minutes: 40, tells: [{ title: 'Orders delayed' }] },
  ],
  [
    {
      ...{ fault: 'concurrency-exhausted', settings: { rate: 0.998 }, minutes: 7, afterJobs: true, ...CROWD },
      tells: [{ title: 'Concurrency near its limit' }],
    },
    {
      // Something has to be told.
      ...{ fault: 'notification-failures', minutes: 8, besides: { fault: 'storage-filling' }, quiet: true },
      raises: ['notification-delivery-failing', 'notifications-failing', 'storage-full'],
      tells: [
        { title: 'Temporary storage full', by: ['slack', 'pagerduty', 'webhook'] },
        { ...NOTIFICATIONS_FAILING, by: ['slack', 'pagerduty', 'webhook'] },
        // SNS took the first mails, and lost them.
        { title: 'Temporary storage full', kinds: ['resolved'], by: ['email'] },
        { ...NOTIFICATIONS_FAILING, kinds: ['resolved'], by: ['email'] },
      ],
    },
    {
      // What was not taken is told once it is, as long as the incident is open.
      ...{ fault: 'channel-failures', minutes: 8, besides: { fault: 'storage-filling' }, quiet: true },
      raises: ['notification-delivery-failing', 'notifications-failing', 'storage-full'],
      tells: [
        { title: 'Temporary storage full', by: ['email'] },
        { title: 'Temporary storage full', kinds: ['opened'], by: ['slack', 'pagerduty', 'webhook'], heldUp: 3 },
        { title: 'Temporary storage full', kinds: ['resolved'], by: ['slack', 'pagerduty', 'webhook'] },
        ...[MAILED_DIRECTLY, NOTIFICATIONS_FAILING],
      ],
    },
    {
      ...{
        fault: 'function-crash',
        part: 'incidents',
        settings: { functions: ['incidents', 'dispatch'], withinMs: 5 },
      },
      ...{ minutes: 8, besides: { fault: 'storage-filling' }, quiet: true },
      raises: ['notification-delivery-failing', 'notifications-failing', 'storage-full'],
      tells: [
        { title: 'Temporary storage full', heldUp: 3 },
        ...[MAILED_DIRECTLY, { ...NOTIFICATIONS_FAILING, heldUp: 3 }],
      ],
    },
    { fault: 'xray-down', minutes: 15 },
  ],
  [
    {
      // So long that the next contact would be told if nobody had acknowledged.
      ...{ fault: 'storage-filling', minutes: 20, quiet: true, acknowledged: true },
      tells: [{ title: 'Temporary storage full', kinds: ['opened', 'acknowledged', 'resolved'] }],
    },
    { fault: 'cpu-pressure', minutes: 12 },
    { fault: 'queue-unavailable', minutes: 12 },
    { fault: 'dynamodb-operation-errors', minutes: 7, buyers: 4, ...CROWD, tells: [TABLE_FAILING] },
  ],
  [
    {
      ...{ fault: 'function-timeout', part: 'outbox', settings: { functions: ['outbox'] }, minutes: 5 },
      raises: ['function-errors-outbox', 'orders-delayed'],
    },
    {
      ...{
        fault: 'function-timeout',
        part: 'fulfilment',
        settings: { functions: ['fulfilment'] },
        minutes: 5,
        buyers: 3,
      },
      raises: ['function-errors-fulfilment', 'order-queue-age', 'orders-delayed'],
    },
    // It is over before it is told, and told all the same.
    { fault: 'login-storm', minutes: 7, tells: [{ title: 'Failed login surge' }] },
    {
      // Without checkouts there is nothing to hand on or to ship.
      ...{ fault: 'function-timeout', minutes: 7, buyers: 3, ...CROWD, tells: [SHOP_UNAVAILABLE_AT_LAST] },
      but: ['function-errors-outbox', 'function-errors-fulfilment', 'order-queue-age', 'orders-delayed'],
    },
  ],
  [
    { fault: 'schedule-stopped', minutes: 17, quiet: true },
    {
      // It begins shortly before an audit. Nobody acknowledges what that finds, and the next one is an hour away.
      ...{ fault: 'ledger-tampered', minutes: 27, quiet: true },
      tells: [{ title: 'Wallet and ledger disagree', escalates: true }],
    },
    { fault: 'job-stuck', minutes: 17, quiet: true },
    // Until the message is among the dead letters.
    { fault: 'poison-message', minutes: 20, quiet: true, subsides: ['order-queue-age', 'orders-delayed'] },
    {
      ...{ fault: 'function-crash', part: 'catalog', settings: { functions: ['catalog'], withinMs: 5 }, minutes: 7 },
      ...{ lookers: 4, tells: [SHOP_UNAVAILABLE_AT_LAST] },
      raises: [
        ...['function-errors-catalog', 'functions-failing', 'application-down', 'high-error-rate', 'shop-unavailable'],
        ...['slo-availability-5m', 'slo-availability-30m', 'slo-availability-1h', 'slo-availability-6h'],
        ...['availability-burn', 'known-outage'],
      ],
    },
  ],
];

/** All drills, in the order of their faults. */
export const DRILLS: readonly Drill[] = FAULT_NAMES.flatMap((name) =>
  SHOPS.flat().filter(({ fault }) => fault === name),
);

/** Faults that no drill switches on, and why; tests of what they do switch them on and off. */
export const UNDRILLED: Partial<Readonly<Record<FaultName, string>>> = {
  'traffic-gone':
    'That too few come is known from two weeks of the shop’s own days, longer than a drill; the scenarios of Orders anomalous bring those days along.',
  'cost-surge': 'AWS adds charges up every six hours, and two reports must say so: longer than a drill.',
};
