import type { Drill } from './drill.ts';

/** How each fault is put to the test. */
export const DRILLS: readonly Drill[] = [{ fault: 'dynamodb-errors' }, { fault: 'function-crash' }];
