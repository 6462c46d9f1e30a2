import type { Api, ApiContext } from '../lib/context.ts';
import type { Order } from '../lib/entities/order.ts';
import { given } from '../lib/given.ts';
import { readJson, validate } from '../lib/validate.ts';
import { actingOf } from './acting.ts';
import { changeStatus, decide, type Partners } from './change-order.ts';
import { listOrders, listReviews } from './list-orders.ts';
import { DecisionBody, OrderListQuery, ReviewListQuery, StatusBody } from './order-request.ts';
import { adminOrderView, historyView } from './order-view.ts';
import { historyOf, orderOf } from './read-order.ts';

async function answer(c: ApiContext, order: Order): Promise<Response> {
  c.var.line.set({ orderId: order.id });
  const history = await historyOf(order.id);
  return c.json({ order: { ...adminOrderView(order), history: history.map(historyView) } });
}

/** Adds the routes of the orders, and of those that fraud rules have held. */
export function addOrderRoutes(api: Api, partners: Partners): void {
  api.get('/api/admin/orders', async (c) => {
    const { page, nextCursor } = await listOrders(validate(OrderListQuery, given(c.req.query())));
    return c.json({ orders: page.map(adminOrderView), nextCursor });
  });

  api.get('/api/admin/orders/:id', async (c) => answer(c, await orderOf(c.req.param('id'))));

  api.post('/api/admin/orders/:id/status', async (c) => {
    const { status } = await readJson(c.req, StatusBody);
    return answer(c, await changeStatus(c.req.param('id'), status, await actingOf(c), partners));
  });

  api.get('/api/admin/reviews', async (c) => {
    const { page, nextCursor } = await listReviews(validate(ReviewListQuery, given(c.req.query())));
    return c.json({ reviews: page.map(adminOrderView), nextCursor });
  });

  api.post('/api/admin/reviews/:orderId', async (c) => {
    const { decision } = await readJson(c.req, DecisionBody);
    return answer(c, await decide(c.req.param('orderId'), decision, await actingOf(c), partners));
  });
}
