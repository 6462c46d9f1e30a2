import type { CardPayment, Payment, Shipping } from '../api/types.ts';
import type { FieldMessages } from '../forms/field-messages.ts';
import { isCardNumber, isExpiry } from './card.ts';

/** An order as it is sent: who gets it where, how it is paid, and the total that the shopper was shown. */
export type CheckoutRequest = { shipping: Shipping; payment: Payment; expectedTotalCents: number };

/** The fields of a card, by their path in a request. */
export const CARD_PATHS = ['payment.number', 'payment.expiry', 'payment.cvc'] as const;

/** The fields of the checkout form, by their path in the request. */
export const CHECKOUT_PATHS = [
  'shipping.name',
  'shipping.street',
  'shipping.postcode',
  'shipping.city',
  'shipping.country',
  ...CARD_PATHS,
] as const;

const REQUIRED: readonly (readonly [keyof Shipping, string])[] = [
  ['name', 'Enter the name for the parcel.'],
  ['street', 'Enter street and house number.'],
  ['postcode', 'Enter the postcode.'],
  ['city', 'Enter the town or city.'],
  ['country', 'Choose a country.'],
];

/** What must be mended in a typed card before it is worth sending. */
export function cardProblems({ number, expiry, cvc }: CardPayment): FieldMessages {
  const problems: Record<string, string> = {};
  if (!isCardNumber(number)) problems['payment.number'] = 'Check the card number: a digit is wrong or missing.';
  if (!isExpiry(expiry)) problems['payment.expiry'] = 'Enter month and year, such as 09/29.';
  if (!/^\d{3,4}$/.test(cvc)) problems['payment.cvc'] = 'Enter the 3 or 4 digits.';
  return problems;
}

/** What must be mended in a checkout before it is worth sending, given the store credit as far as that is known. */
export function checkoutProblems(
  { shipping, payment, expectedTotalCents }: CheckoutRequest,
  balanceCents?: number,
): FieldMessages {
  const problems: Record<string, string> = {};
  for (const [field, message] of REQUIRED) if (shipping[field] === '') problems[`shipping.${field}`] = message;
  if (payment.method === 'card') Object.assign(problems, cardProblems(payment));
  if (payment.method === 'wallet' && balanceCents !== undefined && balanceCents < expectedTotalCents) {
    problems['payment.method'] = 'Your store credit is not enough. Deposit some first, or pay another way.';
  }
  return problems;
}
