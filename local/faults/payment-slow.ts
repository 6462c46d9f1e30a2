import type { FaultDefinition } from './fault-definition.ts';
import { ASKED, type PaymentFault } from './payment-operations.ts';
import { RATE } from './rate.ts';

export type PaymentSlow = PaymentFault & {
  /** Real milliseconds that an answer takes longer. */
  readonly delayMs: number;
};

const LONGEST = 60_000;

/** The payment provider takes its time; for what shoppers wait for, unless operations are given. */
export const paymentSlow: FaultDefinition<PaymentSlow> = {
  name: 'payment-slow',
  description:
    'The payment provider takes its time over cards and invoices: shoppers wait at the checkout, and some go without.',
  defaults: { rate: 1, delayMs: 3_000, operations: ['authorise', 'authorise-invoice'] },
  members: {
    rate: RATE,
    delayMs: {
      takes: `a number of real milliseconds from 0 to ${LONGEST}`,
      read: (value) => (typeof value === 'number' && value >= 0 && value <= LONGEST ? value : undefined),
    },
    operations: ASKED,
  },
};
