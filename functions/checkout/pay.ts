import type { Line } from '../lib/emit.ts';
import { logger } from '../lib/logger.ts';
import type { PaymentDecision, PaymentGateway, PaymentRequest } from '../lib/payments/payment-gateway.ts';
import { release } from '../lib/payments/release.ts';
import { Problem } from '../lib/problem.ts';
import { type SafeError, safeError } from '../lib/redact.ts';
import { inSubsegment } from '../lib/tracing.ts';

type Unknown = { readonly status: 'timeout' | 'failed'; readonly error: SafeError };
type Answer = PaymentDecision | Unknown;

/**
 * The gateway's decision; `timeout` after that many milliseconds, even from a gateway that ignores the signal; `failed`
 * when it rejects, which says nothing of what it has reserved.
 */
async function decide(
  gateway: PaymentGateway,
  request: PaymentRequest,
  { timeout, typed }: PaymentLimits,
): Promise<Answer> {
  const controller = new AbortController();
  const late = Promise.withResolvers<Answer>();
  const tooLate: Unknown = {
    status: 'timeout',
    error: { name: 'PaymentTimeout', message: `No answer within ${timeout} ms.`, stack: '' },
  };
  const timer = setTimeout(() => {
    late.resolve(tooLate);
    controller.abort();
  }, timeout);
  const decision = Promise.resolve()
    .then(() => gateway.authorise(request, controller.signal))
    .catch(
      (error: unknown): Answer =>
        controller.signal.aborted ? tooLate : { status: 'failed', error: safeError(error, typed) },
    );
  return Promise.race([late.promise, decision]).finally(() => clearTimeout(timer));
}

/** What a payment must keep to: its time, in milliseconds, and what of the shopper's no log may quote. */
export type PaymentLimits = { readonly timeout: number; readonly typed: readonly string[] };

/** Authorises the payment and returns the authorisation's id; 402 declined, 400 no such card, 504 no answer in time, 502 failed. */
export async function pay(
  gateway: PaymentGateway,
  request: PaymentRequest,
  limits: PaymentLimits,
  line: Line,
): Promise<string> {
  const answer = await inSubsegment('payment', async (span) => {
    const answer = await decide(gateway, request, limits);
    span.annotate({ paymentMethod: 'card', outcome: answer.status });
    if ('error' in answer) span.fail(answer.error);
    return answer;
  });
  line.set({ paymentResult: answer.status });
  switch (answer.status) {
    case 'authorised':
      return answer.authorisationId;
    case 'declined':
      line.emit('payments', 1, { PaymentMethod: 'card', Result: 'declined' });
      throw new Problem(402, 'The card was declined. Try another one.', { code: 'payment-declined' });
    case 'invalid':
      throw new Problem(400, 'There is no card with this number.', {
        code: 'validation',
        errors: [{ path: 'payment.number', message: 'must be a card number with the right check digit' }],
      });
    case 'timeout':
      await release(gateway, request.reference);
      throw new Problem(504, 'The payment provider did not answer in time. You have not been charged.', {
        code: 'payment-timeout',
      });
    case 'failed':
      logger().error('The payment failed.', { orderId: request.reference, error: answer.error });
      await release(gateway, request.reference);
      throw new Problem(502, 'The payment did not go through. You have not been charged.', { code: 'payment-failed' });
    default:
      return answer satisfies never;
  }
}
