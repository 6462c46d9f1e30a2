import * as z from 'zod/mini';
import { isIdempotencyKey } from '../lib/idempotency.ts';
import { Problem } from '../lib/problem.ts';

const text = (longest: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(longest));

/** Takes spaces and dashes out of a typed number. */
const compact = z.overwrite<string>((typed) => typed.replace(/[\s-]/g, ''));

/** A payment by card, as typed. */
export const CardPayment = z.object({
  method: z.literal('card'),
  number: z.string().check(z.maxLength(40), z.regex(/^[\s-]*(\d[\s-]*){12,19}$/), compact),
  expiry: z.string().check(z.maxLength(20), z.regex(/^\s*(0[1-9]|1[0-2])\s*\/\s*(\d{2}|20\d{2})\s*$/), compact),
  cvc: z.string().check(z.trim(), z.regex(/^\d{3,4}$/)),
});

/** Body of `POST /api/checkout`. */
export const CheckoutRequest = z.object({
  payment: z.discriminatedUnion('method', [
    CardPayment,
    z.object({ method: z.literal('wallet') }),
    z.object({ method: z.literal('invoice') }),
  ]),
  expectedTotalCents: z
    .optional(z.number().check(z.int(), z.minimum(0)))
    .check(z.describe('The total that the shopper has seen; another one is a conflict instead of an order.')),
  shipping: z.object({
    name: text(100),
    street: text(120),
    city: text(100),
    postcode: text(16),
    country: text(60),
  }),
});
export type CheckoutRequest = z.infer<typeof CheckoutRequest>;

/** A card is good through the last moment of its month (UTC). */
function isExpired(expiry: string, now: number): boolean {
  const [month = '', year = ''] = expiry.split('/');
  return Date.UTC(2000 + (Number(year) % 2000), Number(month)) <= now;
}

/** Rejects a card whose month is over at that time (400); other ways to pay do not expire. */
export function checkExpiry(payment: CheckoutRequest['payment'], now: number): void {
  if (payment.method !== 'card' || !isExpired(payment.expiry, now)) return;
  throw new Problem(400, 'The card has expired.', {
    code: 'validation',
    errors: [{ path: 'payment.expiry', message: 'must not be in the past' }],
  });
}

/** The `Idempotency-Key` header, required and bounded (400). */
export function idempotencyKey(value: string | undefined): string {
  if (value !== undefined && isIdempotencyKey(value)) return value;
  throw new Problem(400, 'Send an Idempotency-Key header, so that a repeated checkout does not order twice.', {
    code: 'validation',
    errors: [{ path: 'Idempotency-Key', message: 'must be 1 to 128 visible ASCII characters' }],
  });
}
