import type { Drill } from './drill.ts';

/** How each fault is put to the test. */
export const DRILLS: readonly Drill[] = [
  { fault: 'dynamodb-errors', minutes: 7 },
  { fault: 'dynamodb-throttling', settings: { rate: 0.1 }, minutes: 5 },
  { fault: 'dynamodb-latency', settings: { operations: ['Query'], delayMs: 2_500 }, minutes: 6 },
  { fault: 'dynamodb-operation-errors', minutes: 7 },
  { fault: 'function-crash', minutes: 7 },
];
