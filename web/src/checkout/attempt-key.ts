import { ApiError } from '../api/api-error.ts';

/** What is known after an attempt to order or deposit: it was placed, surely refused, or may have happened without our hearing of it. */
export type AttemptOutcome = 'placed' | 'refused' | 'unknown';

/** The `Idempotency-Key` of what is being attempted: the same until the outcome is known, so that trying again never does it twice. */
export interface AttemptKey {
  current(): string;
  settle(outcome: AttemptOutcome): void;
}

/** The key of attempts of one kind, kept in the given storage, so that it survives a reload in mid-payment. */
export function createAttemptKey(
  kind: 'checkout' | 'deposit',
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  makeId: () => string,
): AttemptKey {
  const place = `smallcart.${kind}`;
  return {
    current() {
      const key = storage.getItem(place) ?? makeId();
      storage.setItem(place, key);
      return key;
    },
    settle(outcome) {
      if (outcome !== 'unknown') storage.removeItem(place);
    },
  };
}

/** Judges a failed attempt: no answer, or one from the 500s, leaves open whether it happened. */
function outcomeOf(error: unknown): AttemptOutcome {
  return error instanceof ApiError && error.status >= 400 && error.status < 500 ? 'refused' : 'unknown';
}

/** Does what is to happen at most once under the current attempt's key, and keeps or drops the key by what came of it. */
export async function attemptOnce<Result>(key: AttemptKey, work: (key: string) => Promise<Result>): Promise<Result> {
  try {
    const result = await work(key.current());
    key.settle('placed');
    return result;
  } catch (error) {
    key.settle(outcomeOf(error));
    throw error;
  }
}
