import { type SafeError, safeError } from '../redact.ts';

/** What a payment must keep to: its time, in milliseconds, and what of the shopper's no log may quote. */
export type PaymentLimits = { readonly timeout: number; readonly typed: readonly string[] };

/** No answer came: in time, or at all. It says nothing of what the provider has reserved. */
export type Unanswered = { readonly status: 'timeout' | 'failed'; readonly error: SafeError };

/**
 * The provider's answer; `timeout` after that many milliseconds, even from a provider that ignores the signal; `failed` when
 * it rejects.
 */
export async function askProvider<Answer>(
  ask: (signal: AbortSignal) => Promise<Answer>,
  { timeout, typed }: PaymentLimits,
): Promise<Answer | Unanswered> {
  const controller = new AbortController();
  const late = Promise.withResolvers<Unanswered>();
  const tooLate: Unanswered = {
    status: 'timeout',
    error: { name: 'PaymentTimeout', message: `No answer within ${timeout} ms.`, stack: '' },
  };
  const timer = setTimeout(() => {
    late.resolve(tooLate);
    controller.abort();
  }, timeout);
  const answer = Promise.resolve()
    .then(() => ask(controller.signal))
    .catch(
      (error: unknown): Unanswered =>
        controller.signal.aborted ? tooLate : { status: 'failed', error: safeError(error, typed) },
    );
  return Promise.race([late.promise, answer]).finally(() => clearTimeout(timer));
}
