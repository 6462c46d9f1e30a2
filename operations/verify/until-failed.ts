import type { Check } from './check.ts';

/** The checks up to the first that failed. */
export async function* untilFailed(...all: readonly (() => AsyncIterable<Check>)[]): AsyncGenerator<Check> {
  for (const checks of all) {
    for await (const check of checks()) {
      yield check;
      if (check.status === 'failed') return;
    }
  }
}
