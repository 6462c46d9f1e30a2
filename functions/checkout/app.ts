import { createApi } from '../lib/api.ts';
import type { Api } from '../lib/context.ts';
import { CURRENCY } from '../lib/money.ts';
import { Problem } from '../lib/problem.ts';
import { limitRate } from '../lib/rate-limit.ts';
import { signedIn } from '../lib/session.ts';
import { countedOn } from '../lib/synthetic.ts';
import { readJson, validate } from '../lib/validate.ts';
import { cancelOrder } from './cancel-order.ts';
import { CheckoutRequest, checkExpiry, idempotencyKey } from './checkout-request.ts';
import { orderView } from './order-view.ts';
import { OrderQuery, ordersOf, ownOrder } from './orders-of.ts';
import { type CheckoutOptions, placeOrder } from './place-order.ts';
import { deposit } from './wallet-deposit.ts';
import { DepositRequest } from './wallet-deposit-request.ts';
import { balanceOf, LedgerQuery, ledgerOf, ledgerView } from './wallet-of.ts';

/** Buying the cart, the orders that came of it, and the customer's store credit. */
export function createCheckoutApi(options: CheckoutOptions): Api {
  const api = createApi('checkout', {
    /** Counts here, because a checkout also fails when its session cannot be read. */
    answered({ method, route, status }, line) {
      if (method === 'POST' && route === '/api/checkout' && status >= 500) {
        line.emit('checkoutFailures', 1, {});
      }
    },
  });

  api.post('/api/checkout', async (c) => {
    const { userId, user } = await signedIn(c);
    const key = idempotencyKey(c.req.header('idempotency-key'));
    const body = await readJson(c.req, CheckoutRequest);
    const { now } = c.var;
    const { synthetic } = user;
    checkExpiry(body.payment, now);
    await limitRate(c, { name: 'checkout', subject: userId, now });
    const line = countedOn(c.var.line, user);
    const order = await placeOrder({ userId, key, body, now, line, synthetic }, options);
    return c.json({ order: orderView(order) }, 201);
  });

  api.get('/api/orders', async (c) => {
    const { userId } = await signedIn(c);
    const { page, nextCursor } = await ordersOf(userId, validate(OrderQuery, c.req.query()));
    return c.json({ orders: page.map(orderView), nextCursor });
  });

  api.get('/api/orders/:id', async (c) => {
    const { userId } = await signedIn(c);
    return c.json({ order: orderView(await ownOrder(userId, c.req.param('id'))) });
  });

  api.post('/api/orders/:id/cancel', async (c) => {
    const { userId } = await signedIn(c);
    const order = await cancelOrder({ userId, orderId: c.req.param('id'), now: c.var.now }, options);
    c.var.line.set({ orderId: order.id });
    return c.json({ order: orderView(order) });
  });

  api.get('/api/wallet', async (c) => {
    const { userId } = await signedIn(c);
    return c.json({ balanceCents: await balanceOf(userId), currency: CURRENCY });
  });

  api.get('/api/wallet/ledger', async (c) => {
    const { userId } = await signedIn(c);
    const { page, nextCursor } = await ledgerOf(userId, validate(LedgerQuery, c.req.query()));
    return c.json({ entries: page.map(ledgerView), nextCursor });
  });

  api.post('/api/wallet/deposits', async (c) => {
    const { userId, user } = await signedIn(c);
    if (user.synthetic) throw new Problem(403, 'This account is a deployment’s. It holds no store credit.');
    const key = idempotencyKey(c.req.header('idempotency-key'));
    const body = await readJson(c.req, DepositRequest);
    const { now, line } = c.var;
    checkExpiry(body.payment, now);
    await limitRate(c, { name: 'checkout', subject: userId, now });
    const entry = await deposit({ userId, key, body, now, line }, options);
    return c.json({ entry: ledgerView(entry), balanceCents: await balanceOf(userId) }, 201);
  });

  return api;
}
