import { ADDRESS, GOOD_CARD } from '../shopper.ts';
import type { Drill } from './drill.ts';

/** Somebody who is signed in, by their Bearer token. */
type Token = string;

/** Everybody who comes to the shop of a drill, and what they can buy. */
export type People = {
  readonly shoppers: readonly Token[];
  readonly admin: Token;
  readonly productIds: readonly string[];
};

/** How many come in a minute to look at a product, which is read from the table, or at a list, which is kept, and how many to buy. */
export type Visitors = Pick<Drill, 'lookers' | 'readers' | 'buyers'>;

/** Life in the shop: the same each minute, so that whatever an alarm tells of is the fault's doing. */
export type ShopLife = {
  /** One minute's visitors, who touch every function that serves routes. Never rejects for what they are answered. */
  minute(visitors?: Visitors): Promise<void>;
};

type Ask = { readonly token?: Token; readonly body?: unknown; readonly key?: string };

/** Longer than API Gateway waits for a function. */
const PATIENCE = 35_000;

/** As many ask at the same time: more would wait for the machine's processors, and an alarm on latency would tell of that. */
const AT_ONCE = 4;

/** Status of the answer; 0 when there is none. */
async function ask(siteUrl: string, method: string, path: string, { token, body, key }: Ask = {}): Promise<number> {
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(key === undefined ? {} : { 'idempotency-key': key }),
  };
  const request = { method, headers, signal: AbortSignal.timeout(PATIENCE) };
  try {
    const answer = await fetch(new URL(path, siteUrl), {
      ...request,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}

/** Lets people do what they came for, in turn. */
async function severalAtOnce(trips: readonly (() => Promise<unknown>)[]): Promise<void> {
  const waiting = [...trips];
  const one = async () => {
    for (let trip = waiting.shift(); trip !== undefined; trip = waiting.shift()) await trip();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

/** Lets people live in a running shop; everybody buys in turn, so that nobody orders suspiciously often. */
export function openShopLife(siteUrl: string, { shoppers, admin, productIds }: People): ShopLife {
  let trips = 0;

  const buy = async (): Promise<void> => {
    const [token, productId] = [shoppers[trips % shoppers.length], productIds[trips % productIds.length]];
    trips += 1;
    if (token === undefined || productId === undefined)
      throw new Error('Nobody shops here, or there is nothing to buy.');
    await ask(siteUrl, 'GET', `/api/products/${productId}`);
    await ask(siteUrl, 'PUT', `/api/cart/items/${productId}`, { token, body: { quantity: 1 } });
    const body = { payment: GOOD_CARD, shipping: ADDRESS };
    await ask(siteUrl, 'POST', '/api/checkout', { token, body, key: crypto.randomUUID() });
  };

  return {
    async minute({ lookers = 0, readers = 0, buyers = 1 } = {}) {
      const [token = ''] = shoppers;
      const [productId = ''] = productIds;
      await severalAtOnce([
        ...Array.from({ length: buyers }, () => buy),
        () => ask(siteUrl, 'GET', '/api/products?limit=24'),
        () => ask(siteUrl, 'GET', '/api/auth/me', { token }),
        () => ask(siteUrl, 'GET', '/api/admin/jobs', { token: admin }),
        () => ask(siteUrl, 'GET', '/api/ops/notifications?limit=5', { token: admin }),
        ...Array.from({ length: lookers }, () => () => ask(siteUrl, 'GET', `/api/products/${productId}`)),
        ...Array.from({ length: readers }, () => () => ask(siteUrl, 'GET', '/api/products?limit=1')),
      ]);
    },
  };
}
