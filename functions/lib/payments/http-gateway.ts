import * as z from 'zod/mini';
import { LONGEST_ANSWER } from '../partner-answer.ts';
import type { PaymentGateway } from './payment-gateway.ts';
import { postJson } from './post-json.ts';

const Authorised = z.object({ status: z.literal('authorised'), authorisationId: z.string() });
const Declined = z.object({ status: z.literal('declined') });
const Invalid = z.object({ status: z.literal('invalid') });
const AuthorisedCard = z.extend(Authorised, { cardCountry: z.exactOptional(z.string()) });

const OnCard = z.discriminatedUnion('status', [AuthorisedCard, Declined, Invalid]);
const OnInvoice = z.discriminatedUnion('status', [Authorised, Declined]);
const Done = z.object({});
const Transfer = z.object({ paid: z.boolean() });

/**
 * The provider at an address, which answers JSON to JSON: `authorise`, `authorise-invoice`, `capture`, `void` and `transfer`
 * under it are the operations of a PaymentGateway. What it answers otherwise, and with any status but 200, is a failure.
 */
export function httpGateway({ href }: URL): PaymentGateway {
  const folder = href.endsWith('/') ? href : `${href}/`;
  const ask = async <Answer>(
    operation: string,
    answer: z.ZodMiniType<Answer>,
    body: object,
    signal = AbortSignal.timeout(LONGEST_ANSWER),
  ): Promise<Answer> => answer.parse(await postJson(new URL(operation, folder), body, signal));

  return {
    authorise: (request, signal) => ask('authorise', OnCard, request, signal),
    authoriseInvoice: (request, signal) => ask('authorise-invoice', OnInvoice, request, signal),
    async capture(reference) {
      await ask('capture', Done, { reference });
    },
    async void(reference) {
      await ask('void', Done, { reference });
    },
    invoicePaid: async (invoice, now) => (await ask('transfer', Transfer, { ...invoice, now })).paid,
  };
}
