import type { Order } from '../shopper.ts';
import type { Drive, Reply } from './drive.ts';
import { SHIPPING } from './typed-values.ts';

/** What a checkout is of and how it is paid. */
export type Purchase = { readonly productId: string; readonly quantity?: number; readonly payment: object };

let keys = 0;

/** A key that no other request has. */
export function idempotencyKey(): { readonly 'idempotency-key': string } {
  keys += 1;
  return { 'idempotency-key': `whole-run-${keys}` };
}

/** Puts the product into the cart and checks out. */
export async function purchase(
  ask: Drive['ask'],
  { productId, quantity = 1, payment }: Purchase,
): Promise<Reply<{ order: Order }>> {
  await ask('PUT /api/cart/items/{productId}', { params: { productId }, body: { quantity } });
  return ask('POST /api/checkout', { headers: idempotencyKey(), body: { payment, shipping: SHIPPING } });
}
