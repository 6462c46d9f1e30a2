import type { Drill } from './drill.ts';

const TABLE_FAILING = { title: 'Table failing' };

/** How each fault is put to the test. */
export const DRILLS: readonly Drill[] = [
  { fault: 'dynamodb-errors', minutes: 7, tells: [TABLE_FAILING] },
  // Each request that is throttled is tried again by the SDK, so that nobody notices.
  { fault: 'dynamodb-throttling', settings: { rate: 0.1 }, minutes: 5, tells: [TABLE_FAILING] },
  { fault: 'dynamodb-latency', settings: { operations: ['Query'], delayMs: 2_500 }, minutes: 6 },
  { fault: 'dynamodb-operation-errors', minutes: 7, buyers: 4, tells: [TABLE_FAILING] },
  { fault: 'function-crash', minutes: 7, tells: [{ title: 'Shop unavailable', kinds: ['raised', 'resolved'] }] },
];
