import { createHash, createHmac } from 'node:crypto';
import { idempotencyRecords } from '../lib/entities/idempotency.ts';
import { type Order, orders } from '../lib/entities/order.ts';
import { Problem } from '../lib/problem.ts';
import type { CheckoutRequest } from './checkout-request.ts';

/** How long a key is remembered, in seconds. */
const LIFETIME = 7 * 24 * 3600;

/** A checkout as its repetition is recognised. */
export type Attempt = { readonly userId: string; readonly keyHash: string; readonly fingerprint: string };

/**
 * Recognises a repeated checkout. The body is hashed under the key, of which only a hash is stored: the stored
 * fingerprint cannot be searched for the card number behind it.
 */
export function attemptOf(userId: string, key: string, body: CheckoutRequest): Attempt {
  return {
    userId,
    keyHash: createHash('sha256').update(key).digest('hex'),
    fingerprint: createHmac('sha256', `${userId} ${key}`).update(JSON.stringify(body)).digest('hex'),
  };
}

/** The record to write with an order. */
export function recordOf(attempt: Attempt, orderId: string, now: number) {
  return { ...attempt, resultId: orderId, expiresAt: Math.floor(now / 1000) + LIFETIME };
}

/** The order that this attempt has already made, if any; 409 when the key was used for another body. */
export async function orderOf({ userId, keyHash, fingerprint }: Attempt): Promise<Order | undefined> {
  const { data: record } = await idempotencyRecords().get({ userId, keyHash }).go({ consistent: true });
  if (!record) return undefined;
  if (record.fingerprint !== fingerprint) {
    throw new Problem(409, 'This Idempotency-Key was used for another checkout.', { code: 'idempotency-key-reused' });
  }
  const { data: order } = await orders().get({ id: record.resultId }).go({ consistent: true });
  if (!order) throw new Error(`Order ${record.resultId} of an idempotency record does not exist.`);
  return order;
}
