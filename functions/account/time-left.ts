import { Problem } from '../lib/problem.ts';

/** How long a request goes on erasing, in milliseconds; well below the function's timeout. */
const BUDGET = 5_000;

/**
 * To be asked between two steps of a work that may be long and can be gone on with: a 503 once its time is up. `measured` is a
 * clock that never goes back, in milliseconds.
 */
export function timeLeft(measured: () => number): () => void {
  const end = measured() + BUDGET;
  return function checkTime() {
    if (measured() < end) return;
    throw new Problem(503, 'There is much to erase, and a part of it is done. Ask again to go on.', {
      code: 'not-finished',
      headers: { 'Retry-After': '1' },
    });
  };
}
