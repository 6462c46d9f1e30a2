import { describe, expect, test } from 'vitest';
import { ApiError } from '../../../web/src/api/api-error.ts';
import { createAttemptKey } from '../../../web/src/checkout/attempt-key.ts';
import { placeOrder } from '../../../web/src/checkout/place-order.ts';
import { readCheckout } from '../../../web/src/checkout/read-checkout.ts';
import { fakeApi } from '../fake-api.ts';
import { memoryStorage } from '../memory-storage.ts';

const request = readCheckout(new FormData(), 500);

function shopper() {
  const { api, next } = fakeApi();
  let made = 0;
  const storage = memoryStorage();
  const key = () => createAttemptKey('checkout', storage, () => `key-${++made}`);
  /** Tries to order (as after a reload of the page) and gives the key that was sent. */
  const attempt = async (outcome: { order: unknown } | { status: number }): Promise<string | undefined> => {
    const placing = placeOrder(api, key(), request).catch(() => undefined);
    const call = next();
    if ('status' in outcome) call.fail(new ApiError({ status: outcome.status, title: '', detail: '' }));
    else call.answer(outcome);
    await placing;
    return call.request.headers?.['idempotency-key'];
  };
  return { attempt };
}

describe('the Idempotency-Key of an attempt to order', () => {
  const unknown: Record<string, number> = {
    'when no answer came': 0,
    'after a server fault': 500,
    'after a payment that timed out': 504,
  };
  test.each(Object.entries(unknown))('is kept %s, so that trying again cannot order twice', async (_, status) => {
    const { attempt } = shopper();
    const first = await attempt({ status });
    expect(await attempt({ status })).toBe(first);
    expect(await attempt({ order: {} })).toBe(first);
  });

  const refused: Record<string, number> = {
    'after a declined card': 402,
    'after a refused field': 400,
    'after an order that is not taken': 403,
    'after a conflict with stock or price': 409,
    'after too many tries': 429,
  };
  test.each(Object.entries(refused))('is new %s, because the next try is another order', async (_, status) => {
    const { attempt } = shopper();
    const first = await attempt({ status });
    expect(await attempt({ order: {} })).not.toBe(first);
  });

  test('is new after an order was placed', async () => {
    const { attempt } = shopper();
    const first = await attempt({ order: {} });
    expect(await attempt({ order: {} })).not.toBe(first);
  });
});
