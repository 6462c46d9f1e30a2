import type { CardPayment, Shipping } from '../api/types.ts';
import type { FieldMessages } from '../forms/field-messages.ts';
import { isCardNumber, isExpiry } from './card.ts';

/** An order as it is sent: who gets it where, and how it is paid. */
export type CheckoutRequest = { shipping: Shipping; payment: CardPayment };

/** The fields of the checkout form, by their path in the request. */
export const CHECKOUT_PATHS = [
  'shipping.name',
  'shipping.street',
  'shipping.postcode',
  'shipping.city',
  'shipping.country',
  'payment.number',
  'payment.expiry',
  'payment.cvc',
] as const;

const REQUIRED: readonly (readonly [keyof Shipping, string])[] = [
  ['name', 'Enter the name for the parcel.'],
  ['street', 'Enter street and house number.'],
  ['postcode', 'Enter the postcode.'],
  ['city', 'Enter the town or city.'],
  ['country', 'Choose a country.'],
];

/** What must be mended in a checkout before it is worth sending. */
export function checkoutProblems({ shipping, payment }: CheckoutRequest): FieldMessages {
  const problems: Record<string, string> = {};
  for (const [field, message] of REQUIRED) if (shipping[field] === '') problems[`shipping.${field}`] = message;
  if (!isCardNumber(payment.number)) problems['payment.number'] = 'Check the card number: a digit is wrong or missing.';
  if (!isExpiry(payment.expiry)) problems['payment.expiry'] = 'Enter month and year, such as 09/29.';
  if (!/^\d{3,4}$/.test(payment.cvc)) problems['payment.cvc'] = 'Enter the 3 or 4 digits.';
  return problems;
}
