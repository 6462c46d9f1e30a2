import { ADDRESS, type Answer, callApi, GOOD_CARD, type Order } from '../shopper.ts';
import type { FragileSystem } from './fragile-system.ts';
import type { Purchase, StormProduct } from './storm-plan.ts';
import type { StormShopper } from './storm-stock.ts';

/** What a customer was told in the end: the order's id and whether it was cancelled then, or the status of the refusal. */
export type Told = { readonly shopper: StormShopper } & (
  | { readonly orderId: string; readonly cancelled: boolean }
  | { readonly refused: number; readonly reason: string }
);

/** A customer who does not give up: whatever fails is tried again, the same. */
type Client = (method: string, path: string, body?: unknown, key?: string) => Promise<Answer<unknown>>;

/** Answers after which the same request is sent again, and the most such answers in a row. */
const AGAIN = new Set([429, 500, 502, 503, 504]);
const MOST_ATTEMPTS = 500;

async function attempt(system: FragileSystem, send: (siteUrl: string) => Promise<Answer<unknown>>) {
  const answer = await system.inTurn(async () => send((await system.current()).siteUrl).catch(() => undefined));
  if (answer?.status === 429) await system.tick();
  return answer;
}

function clientOf({ token }: StormShopper, system: FragileSystem): Client {
  return async (method, path, body, key) => {
    const headers = { authorization: `Bearer ${token}`, ...(key === undefined ? {} : { 'idempotency-key': key }) };
    for (let count = 0; count < MOST_ATTEMPTS; count++) {
      const answer = await attempt(system, (siteUrl) => callApi(siteUrl, method, path, body, headers));
      if (answer && !AGAIN.has(answer.status)) return answer;
    }
    throw new Error(`${method} ${path} never succeeded.`);
  };
}

function codeOf({ body }: Answer<unknown>): string {
  return typeof body === 'object' && body !== null && 'type' in body ? String(body.type) : '';
}

function expectStatus(answer: Answer<unknown>, ...expected: readonly number[]): void {
  if (expected.includes(answer.status)) return;
  throw new Error(`${answer.status} instead of ${expected.join(' or ')}: ${JSON.stringify(answer.body)}`);
}

async function fillCart(call: Client, { lines }: Purchase, products: readonly StormProduct[]): Promise<string[]> {
  const paths: string[] = [];
  for (const { product, quantity } of lines) {
    const path = `/api/cart/items/${products[product % products.length]?.id}`;
    expectStatus(await call('PUT', path, { quantity }), 200, 409);
    paths.push(path);
  }
  return paths;
}

async function checkOut(call: Client, { method, twice }: Purchase, key: string): Promise<Answer<unknown>> {
  const payment = method === 'card' ? GOOD_CARD : { method };
  const once = () => call('POST', '/api/checkout', { payment, shipping: ADDRESS }, key);
  const [answer, twin] = await Promise.all(twice ? [once(), once()] : [once()]);
  if (twin && JSON.stringify(orderId(answer)) !== JSON.stringify(orderId(twin)))
    throw new Error(`One checkout, two answers: ${JSON.stringify([answer.body, twin.body])}`);
  return answer;
}

function orderId({ status, body }: Answer<unknown>): string | undefined {
  return status === 201 ? (body as { order: Order }).order.id : undefined;
}

/** Cancels the order unless it has been shipped; says whether it did. */
async function cancel(call: Client, id: string): Promise<boolean> {
  const answer = await call('POST', `/api/orders/${id}/cancel`);
  expectStatus(answer, 200, 409);
  return answer.status === 200;
}

/** One purchase, from the cart to the last answer; what was refused is put back. */
export async function purchase(
  shopper: StormShopper,
  planned: Purchase,
  key: string,
  { system, products }: { readonly system: FragileSystem; readonly products: readonly StormProduct[] },
): Promise<Told> {
  const call = clientOf(shopper, system);
  const paths = await fillCart(call, planned, products);
  const answer = await checkOut(call, planned, key);
  const id = orderId(answer);
  if (id !== undefined) return { shopper, orderId: id, cancelled: planned.cancelled && (await cancel(call, id)) };
  expectStatus(answer, 402, 409);
  for (const path of paths) expectStatus(await call('DELETE', path), 200);
  return { shopper, refused: answer.status, reason: codeOf(answer) };
}
