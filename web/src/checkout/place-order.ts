import type { ApiClient } from '../api/client.ts';
import type { Order } from '../api/types.ts';
import { type AttemptKey, attemptOnce } from './attempt-key.ts';
import type { CheckoutRequest } from './checkout-problems.ts';

/** Sends an order under the current attempt's key; the order comes back as it was placed. */
export function placeOrder(api: ApiClient, key: AttemptKey, request: CheckoutRequest): Promise<Order> {
  return attemptOnce(key, async (current) => {
    const headers = { 'idempotency-key': current };
    const { order } = await api<{ order: Order }>('/api/checkout', { method: 'POST', body: request, headers });
    return order;
  });
}
