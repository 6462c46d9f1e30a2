import { setTimeout } from 'node:timers/promises';
import * as z from 'zod/mini';
import { sandboxGateway } from '../../functions/lib/payments/sandbox-gateway.ts';
import { AwsError } from '../aws/aws-error.ts';
import type { HttpHandler, HttpResponse } from '../aws/aws-service.ts';
import type { Faults } from '../faults/faults.ts';
import { hitsPayment, PAYMENT_OPERATIONS, type PaymentOperation } from '../faults/payment-operations.ts';

export type PaymentProviderOptions = {
  readonly faults: Pick<Faults['switches'], 'payment-declines' | 'payment-outage' | 'payment-slow'>;
  /** A number in [0, 1), to decide what a fault hits. */
  readonly random: () => number;
  /** Resolves after so many real milliseconds; rejects when the signal aborts. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
};

const Reference = z.object({ reference: z.string() });
const Payment = z.extend(Reference, { amountCents: z.number(), currency: z.string() });
const CardPayment = z.extend(Payment, {
  card: z.object({ number: z.string(), expiry: z.string(), cvc: z.string() }),
  country: z.exactOptional(z.string()),
});
const Transfer = z.extend(Reference, { amountCents: z.number(), createdAt: z.number(), now: z.number() });

function read<Request>(schema: z.ZodMiniType<Request>, body: Buffer): Request {
  const { success, data } = schema.safeParse(json(body));
  if (success) return data;
  throw new AwsError('BadRequest', 'The payment provider cannot read this request.', 400);
}

function json(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

const answer = (status: number, body: object): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

type Decision = { readonly status?: 'authorised' | 'declined' | 'invalid'; readonly paid?: boolean };

/** What the sandbox says to a request, as `functions/lib/payments/http-gateway.ts` asks for it. */
async function decide(operation: PaymentOperation, body: Buffer, signal: AbortSignal): Promise<Decision> {
  switch (operation) {
    case 'authorise':
      return sandboxGateway.authorise(read(CardPayment, body), signal);
    case 'authorise-invoice':
      return sandboxGateway.authoriseInvoice(read(Payment, body), signal);
    case 'capture':
      await sandboxGateway.capture(read(Reference, body).reference);
      return {};
    case 'void':
      await sandboxGateway.void(read(Reference, body).reference);
      return {};
    case 'transfer': {
      const { now, ...invoice } = read(Transfer, body);
      return { paid: await sandboxGateway.invoicePaid(invoice, now) };
    }
    default:
      return operation satisfies never;
  }
}

const realTime = (ms: number, signal: AbortSignal): Promise<unknown> => setTimeout(ms, undefined, { signal });
const nobody = new AbortController().signal;

/**
 * The sandbox as a payment provider that is asked over HTTP, at `POST /_local/payments/<operation>`: what a shop's provider is
 * to the functions on this laptop, so that it can fail as one does.
 */
export function createPaymentProvider({ faults, random, wait = realTime }: PaymentProviderOptions): HttpHandler {
  const isDeclined = (operation: PaymentOperation, { status }: Decision): boolean =>
    status === 'authorised' && hitsPayment(faults['payment-declines'].settings(), operation, random);

  const serve = async (operation: PaymentOperation, body: Buffer, signal: AbortSignal): Promise<HttpResponse> => {
    const slow = faults['payment-slow'].settings();
    if (slow && hitsPayment(slow, operation, random)) await wait(slow.delayMs, signal);
    if (hitsPayment(faults['payment-outage'].settings(), operation, random)) return answer(503, {});
    const decision = await decide(operation, body, signal);
    return answer(200, isDeclined(operation, decision) ? { status: 'declined' } : decision);
  };

  return async ({ method, path, body }, { signal = nobody }) => {
    const operation = PAYMENT_OPERATIONS.find((known) => path === `/_local/payments/${known}`);
    if (method !== 'POST' || operation === undefined) {
      const known = PAYMENT_OPERATIONS.map((name) => `POST payments/${name}`).join(', ');
      throw new AwsError('NotFound', `The payment provider has: ${known}.`, 404);
    }
    try {
      return await serve(operation, body, signal);
    } catch (error) {
      // Nobody waits for this answer any more.
      if (signal.aborted) return answer(504, {});
      throw error;
    }
  };
}
