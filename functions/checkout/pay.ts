import type { Line } from '../lib/emit.ts';
import { Problem } from '../lib/problem.ts';
import { inSubsegment } from '../lib/tracing.ts';
import type { PaymentDecision, PaymentGateway, PaymentRequest } from './payment-gateway.ts';

type Answer = PaymentDecision | { readonly status: 'timeout' };

/** The gateway's decision, or `timeout` after that many milliseconds, even from a gateway that ignores the signal. */
async function decide(gateway: PaymentGateway, request: PaymentRequest, timeout: number): Promise<Answer> {
  const controller = new AbortController();
  const late = Promise.withResolvers<Answer>();
  const timer = setTimeout(() => {
    late.resolve({ status: 'timeout' });
    controller.abort();
  }, timeout);
  const decision = gateway.authorise(request, controller.signal).catch((error: unknown): Answer => {
    if (controller.signal.aborted) return { status: 'timeout' };
    throw error;
  });
  return Promise.race([late.promise, decision]).finally(() => clearTimeout(timer));
}

/** Authorises the payment and returns the authorisation's id; 402 declined, 400 no such card, 504 no answer in time. */
export async function pay(
  gateway: PaymentGateway,
  request: PaymentRequest,
  timeout: number,
  line: Line,
): Promise<string> {
  const answer = await inSubsegment('payment', async (span) => {
    const answer = await decide(gateway, request, timeout);
    span.annotate({ paymentMethod: 'card', outcome: answer.status });
    if (answer.status === 'timeout') {
      span.fail({ name: 'PaymentTimeout', message: `No answer within ${timeout} ms.`, stack: '' });
    }
    return answer;
  });
  line.set({ paymentResult: answer.status });
  switch (answer.status) {
    case 'authorised':
      return answer.authorisationId;
    case 'declined':
      line.emit('paymentsDeclined', 1, { Service: 'checkout' });
      throw new Problem(402, 'The card was declined. Try another one.', { code: 'payment-declined' });
    case 'invalid':
      throw new Problem(400, 'There is no card with this number.', {
        code: 'validation',
        errors: [{ path: 'payment.number', message: 'must be a card number with the right check digit' }],
      });
    case 'timeout':
      await gateway.void(request.reference);
      throw new Problem(504, 'The payment provider did not answer in time. You have not been charged.', {
        code: 'payment-timeout',
      });
    default:
      return answer satisfies never;
  }
}
