import * as z from 'zod/mini';
import { StepError } from '../../functions/probe/shopper.ts';

const Order = z.object({ id: z.string(), status: z.string(), totalCents: z.number(), currency: z.string() });

/** What the walk reads of the API's answers. */
export const ANSWERS = {
  products: z.object({
    products: z.array(z.object({ id: z.string(), name: z.string(), stock: z.number(), priceCents: z.number() })),
  }),
  cart: z.object({ totalCents: z.number(), lines: z.array(z.object({ productId: z.string() })) }),
  order: z.object({ order: Order }),
  orders: z.object({ orders: z.array(Order) }),
};

/** An answer as the walk expects it; a `StepError` when it is another. */
export function answerOf<T>(schema: z.ZodMiniType<T>, answer: unknown): T {
  const { success, data } = z.safeParse(schema, answer);
  if (success) return data;
  throw new StepError('the answer lacks what a page needs of it');
}
