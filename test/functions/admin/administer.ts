import type { Order } from '../../../functions/lib/entities/order.ts';
import type { EmbeddedShop, ShopAnswer } from '../../support/embedded-shop.ts';
import type { TestRequest } from '../../support/http-event.ts';
import { signInAs } from '../../support/sign-in.ts';
import { makeOrder } from './make-order.ts';
import { png } from './pictures.ts';

/** A request that an admin made, by the manifest's key of its route, and its answer. */
export type Administered = { readonly key: string; readonly answer: ShopAnswer };

type Made = { readonly product?: { readonly id: string }; readonly id?: string };

/** Does everything that admins can do, each of it successfully and at least once; returns what was answered. */
export async function administer(
  call: EmbeddedShop['call'],
  headers: { readonly authorization: string },
): Promise<Administered[]> {
  const done: Administered[] = [];
  async function ask(key: string, path: string, request: TestRequest = {}): Promise<ShopAnswer<Made>> {
    const { headers: more = {}, ...rest } = request;
    const answer = await call<Made>(key.split(' ')[0] ?? '', path, { ...rest, headers: { ...headers, ...more } });
    done.push({ key, answer: { ...answer, body: { ...answer.body } } });
    return answer;
  }

  await goods(ask);
  await inventory(ask);
  await people(ask);
  await sales(ask);
  for (const what of ['audit', 'statistics', 'jobs']) await ask(`GET /api/admin/${what}`, `/api/admin/${what}`);
  await ask('GET /health/admin', '/health/admin');
  return done;
}

type Ask = (key: string, path: string, request?: TestRequest) => Promise<ShopAnswer<Made>>;

async function goods(ask: Ask): Promise<void> {
  const all = '/api/admin/products';
  const body = { name: 'Clock', category: 'Desk', priceCents: 3_000, costCents: 1_200, stock: 4 };
  const { product } = (await ask(`POST ${all}`, all, { body })).body;
  const one = `${all}/${product?.id}`;
  await ask(`GET ${all}`, `${all}?search=clock`);
  await ask(`GET ${all}/{id}`, one);
  await ask(`PUT ${all}/{id}`, one, { body: { revision: 0, priceCents: 3_100, stockChange: 1 } });
  const bytes = png({ width: 20, height: 20 });
  const upload = { bytes, headers: { 'content-type': 'image/png' } };
  await ask(`PUT ${all}/{id}/picture`, `${one}/picture?revision=1`, upload);
  await ask(`DELETE ${all}/{id}/picture`, `${one}/picture?revision=2`);
  await ask(`DELETE ${all}/{id}`, `${one}?revision=3`);
}

async function inventory(ask: Ask): Promise<void> {
  const all = '/api/items';
  const body = { name: 'Nut', unitPrice: 0.1, quantity: 1_000 };
  const { id } = (await ask(`POST ${all}`, all, { body })).body;
  await ask(`GET ${all}`, `${all}?limit=5`);
  await ask(`GET ${all}/{id}`, `${all}/${id}`);
  await ask(`PUT ${all}/{id}`, `${all}/${id}`, { body: { ...body, quantity: 900 } });
  await ask(`DELETE ${all}/{id}`, `${all}/${id}`);
}

async function people(ask: Ask): Promise<void> {
  const all = '/api/admin/users';
  const { userId } = await signInAs('customer');
  await ask(`GET ${all}`, `${all}?limit=2`);
  await ask(`GET ${all}`, `${all}?email=admin%40shop.example`);
  await ask(`GET ${all}/{id}`, `${all}/${userId}`);
  await ask(`PUT ${all}/{id}/role`, `${all}/${userId}/role`, { body: { role: 'viewer' } });
  await ask(`PUT ${all}/{id}/lock`, `${all}/${userId}/lock`, { body: { locked: true } });
}

async function sales(ask: Ask): Promise<void> {
  const all = '/api/admin/orders';
  const { id, userId } = await makeOrder({});
  for (const status of ['shipped', 'delivered', 'refunded']) {
    await ask(`POST ${all}/{id}/status`, `${all}/${id}/status`, { body: { status } });
  }
  for (const query of ['', '?status=refunded', `?userId=${userId}&status=refunded`]) {
    await ask(`GET ${all}`, `${all}${query}`);
  }
  await ask(`GET ${all}/{id}`, `${all}/${id}`);

  const reviews = '/api/admin/reviews';
  const held: Partial<Order> = { status: 'created', review: 'pending', fraudRules: ['amount'] };
  const invoice = await makeOrder({ ...held, paymentMethod: 'invoice' });
  const card = await makeOrder(held);
  await ask(`GET ${reviews}`, reviews);
  await ask(`POST ${reviews}/{orderId}`, `${reviews}/${invoice.id}`, { body: { decision: 'approve' } });
  await ask(`POST ${reviews}/{orderId}`, `${reviews}/${card.id}`, { body: { decision: 'reject' } });
}
