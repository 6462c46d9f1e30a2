import * as z from 'zod/mini';
import { CardPayment } from './checkout-request.ts';

/** Body of `POST /api/wallet/deposits`: 1.00 to 1,000.00 from a card. */
export const DepositRequest = z.object({
  amountCents: z.number().check(z.int(), z.minimum(100), z.maximum(100_000)),
  payment: CardPayment,
});
export type DepositRequest = z.infer<typeof DepositRequest>;
