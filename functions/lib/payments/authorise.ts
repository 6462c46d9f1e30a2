import type { Line } from '../emit.ts';
import { logger } from '../logger.ts';
import { Problem } from '../problem.ts';
import { inSubsegment } from '../tracing.ts';
import { askProvider, type PaymentLimits, type Unanswered } from './ask-provider.ts';
import type {
  InvoiceDecision,
  InvoiceRequest,
  PaymentDecision,
  PaymentGateway,
  PaymentRequest,
} from './payment-gateway.ts';
import { release } from './release.ts';

/** What became of asking for a payment by card. */
export type CardAnswer = PaymentDecision | Unanswered;
/** What became of asking for a payment by invoice. */
export type InvoiceAnswer = InvoiceDecision | Unanswered;

/** With whom, within what, and what the canonical line is told of it. */
export type Asking = { readonly gateway: PaymentGateway; readonly limits: PaymentLimits; readonly line: Line };

/** Asks in a subsegment; what may be reserved without our knowing is released. */
async function asked<Answer extends CardAnswer>(
  ask: (signal: AbortSignal) => Promise<Answer>,
  { paymentMethod, orderId }: { readonly paymentMethod: 'card' | 'invoice'; readonly orderId: string },
  { gateway, limits, line }: Asking,
): Promise<Answer | Unanswered> {
  const answer = await inSubsegment('payment', async (span) => {
    const answer = await askProvider(ask, limits);
    span.annotate({ orderId, paymentMethod, outcome: answer.status });
    if ('error' in answer) span.fail(answer.error);
    return answer;
  });
  line.set({ paymentResult: answer.status });
  if (!('error' in answer)) return answer;
  if (answer.status === 'failed') logger().error('The payment failed.', { orderId, error: answer.error });
  await release(gateway, orderId);
  return answer;
}

/** Reserves the amount on the card; `refusedCard` says what to answer when that did not happen. Never throws. */
export function authoriseCard(request: PaymentRequest, asking: Asking): Promise<CardAnswer> {
  const payment = { paymentMethod: 'card', orderId: request.reference } as const;
  return asked((signal) => asking.gateway.authorise(request, signal), payment, asking);
}

/** Asks whether the shopper may pay later; `refusedInvoice` says what to answer when they may not. Never throws. */
export function authoriseInvoice(request: InvoiceRequest, asking: Asking): Promise<InvoiceAnswer> {
  const payment = { paymentMethod: 'invoice', orderId: request.reference } as const;
  return asked((signal) => asking.gateway.authoriseInvoice(request, signal), payment, asking);
}

function unanswered({ status }: Unanswered): Problem {
  if (status === 'failed') {
    return new Problem(502, 'The payment did not go through. You have not been charged.', { code: 'payment-failed' });
  }
  return new Problem(504, 'The payment provider did not answer in time. You have not been charged.', {
    code: 'payment-timeout',
  });
}

type Refused<Answer> = Exclude<Answer, { readonly status: 'authorised' }>;

/** 402 declined, 400 no such card, 504 no answer in time, 502 failed. */
export function refusedCard(answer: Refused<CardAnswer>): Problem {
  switch (answer.status) {
    case 'declined':
      return new Problem(402, 'The card was declined. Try another one.', { code: 'payment-declined' });
    case 'invalid':
      return new Problem(400, 'There is no card with this number.', {
        code: 'validation',
        errors: [{ path: 'payment.number', message: 'must be a card number with the right check digit' }],
      });
    case 'timeout':
    case 'failed':
      return unanswered(answer);
    default:
      return answer satisfies never;
  }
}

/** 402 declined, 504 no answer in time, 502 failed. */
export function refusedInvoice(answer: Refused<InvoiceAnswer>): Problem {
  if (answer.status !== 'declined') return unanswered(answer);
  return new Problem(402, 'This order cannot be paid by invoice. Choose another way to pay.', {
    code: 'payment-declined',
  });
}
