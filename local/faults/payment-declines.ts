import type { FaultDefinition } from './fault-definition.ts';
import { RATE, type Rated } from './rate.ts';

/** The payment provider declines what it would have authorised. */
export const paymentDeclines: FaultDefinition<Rated> = {
  name: 'payment-declines',
  description:
    'The payment provider declines cards and invoices that are good: shoppers are told to pay in another way, and give up.',
  defaults: { rate: 1 },
  members: { rate: RATE },
};
