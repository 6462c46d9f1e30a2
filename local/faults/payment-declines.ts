import type { FaultDefinition } from './fault-definition.ts';
import type { PaymentFault } from './payment-operations.ts';
import { RATE } from './rate.ts';
import { oneOrMoreOf } from './scope.ts';

/** The payment provider declines what it would have authorised: cards and invoices, unless operations are given. */
export const paymentDeclines: FaultDefinition<PaymentFault> = {
  name: 'payment-declines',
  description:
    'The payment provider declines cards and invoices that are good: shoppers are told to pay in another way, and give up.',
  defaults: { rate: 1 },
  members: {
    rate: RATE,
    operations: oneOrMoreOf('what the provider can decline', ['authorise', 'authorise-invoice']),
  },
};
