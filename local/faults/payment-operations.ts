import { hits, type Rated } from './rate.ts';
import { inScope, oneOrMoreOf } from './scope.ts';

/** What the shop asks a payment provider for. */
export const PAYMENT_OPERATIONS = ['authorise', 'authorise-invoice', 'capture', 'void', 'transfer'] as const;
export type PaymentOperation = (typeof PAYMENT_OPERATIONS)[number];

/** A fault of the payment provider; in all that it is asked for unless operations are given. */
export type PaymentFault = Rated & { readonly operations?: readonly string[] };

/** What of all that a fault hits. */
export const ASKED = oneOrMoreOf('what the provider is asked for', PAYMENT_OPERATIONS);

/** Whether the fault hits this time. */
export function hitsPayment(
  fault: PaymentFault | undefined,
  operation: PaymentOperation,
  random: () => number,
): fault is PaymentFault {
  return inScope(fault?.operations, operation) && hits(fault, random);
}
