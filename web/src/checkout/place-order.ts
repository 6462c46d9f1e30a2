import type { ApiClient } from '../api/client.ts';
import type { Order } from '../api/types.ts';
import { type AttemptKey, outcomeOf } from './attempt-key.ts';
import type { CheckoutRequest } from './checkout-problems.ts';

/** Sends an order under the current attempt's key, and keeps or drops the key by what came of it. */
export async function placeOrder(api: ApiClient, key: AttemptKey, request: CheckoutRequest): Promise<Order> {
  try {
    const { order } = await api<{ order: Order }>('/api/checkout', {
      method: 'POST',
      body: request,
      headers: { 'idempotency-key': key.current() },
    });
    key.settle('placed');
    return order;
  } catch (error) {
    key.settle(outcomeOf(error));
    throw error;
  }
}
