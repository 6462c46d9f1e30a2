import type { FaultDefinition } from './fault-definition.ts';
import { milliseconds } from './milliseconds.ts';
import { ASKED, type PaymentFault } from './payment-operations.ts';
import { RATE } from './rate.ts';

export type PaymentSlow = PaymentFault & {
  /** Real milliseconds that an answer takes longer. */
  readonly delayMs: number;
};

/** The payment provider takes longer than the shop waits; for what shoppers wait for, unless operations are given. */
export const paymentSlow: FaultDefinition<PaymentSlow> = {
  name: 'payment-slow',
  description:
    'The payment provider takes its time over cards and invoices: shoppers wait at the checkout, and some go without.',
  defaults: { rate: 1, delayMs: 5_000, operations: ['authorise', 'authorise-invoice'] },
  members: {
    rate: RATE,
    delayMs: milliseconds(60_000),
    operations: ASKED,
  },
};
