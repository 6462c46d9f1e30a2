import { ApiError } from '../api/api-error.ts';

/** What is known after an attempt to order: it was placed, surely refused, or may have happened without our hearing of it. */
export type AttemptOutcome = 'placed' | 'refused' | 'unknown';

/** The `Idempotency-Key` of the order being attempted: the same until the outcome is known, so that trying again never orders twice. */
export interface AttemptKey {
  current(): string;
  settle(outcome: AttemptOutcome): void;
}

const KEY = 'smallcart.checkout';

/** An attempt's key kept in the given storage, so that it survives a reload in mid-payment. */
export function createAttemptKey(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  makeId: () => string,
): AttemptKey {
  return {
    current() {
      const key = storage.getItem(KEY) ?? makeId();
      storage.setItem(KEY, key);
      return key;
    },
    settle(outcome) {
      if (outcome !== 'unknown') storage.removeItem(KEY);
    },
  };
}

/** Judges a failed attempt: no answer, or one from the 500s, leaves open whether the order exists. */
export function outcomeOf(error: unknown): AttemptOutcome {
  return error instanceof ApiError && error.status >= 400 && error.status < 500 ? 'refused' : 'unknown';
}
