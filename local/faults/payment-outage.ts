import type { FaultDefinition } from './fault-definition.ts';
import { ASKED, type PaymentFault } from './payment-operations.ts';
import { RATE } from './rate.ts';

/** The payment provider answers 503. */
export const paymentOutage: FaultDefinition<PaymentFault> = {
  name: 'payment-outage',
  description:
    'The payment provider is down: nobody can pay by card or invoice, and what is paid already is shipped later.',
  defaults: { rate: 1 },
  members: { rate: RATE, operations: ASKED },
};
