import { isJsonObject, type JsonObject } from '../aws/json.ts';
import type { ShopAnswer, ShopClient } from './shop-client.ts';
import type { ShopperAccount, ShopperAccounts } from './shopper-accounts.ts';

/** How a visit to the shop ended. */
export type TripOutcome = 'looked' | 'abandoned' | 'ordered' | 'declined' | 'soldOut' | 'failed';

export type TripOptions = {
  client: ShopClient;
  accounts: ShopperAccounts;
  /** A number in [0, 1). */
  random: () => number;
  /** Virtual epoch milliseconds. */
  now: () => number;
  /** Thinks for so many virtual milliseconds; false when the shopper has to go. */
  pause: (ms: number) => Promise<boolean>;
  idempotencyKey: () => string;
};

/** What share of shoppers does so. */
const share = { searches: 0.4, fillsCart: 0.35, buys: 0.45, cardDeclined: 0.04, triesAgain: 0.5, looksAtOrders: 0.2 };
const thinking = { least: 400, most: 2500 };
const goodCard = '4242424242424242';
const declinedCard = '4000000000000002';
const year = 31_557_600_000;

class TripEnd extends Error {
  readonly outcome: TripOutcome;
  constructor(outcome: TripOutcome) {
    super(outcome);
    this.outcome = outcome;
  }
}

/** One visit: look around, perhaps fill the cart, perhaps sign in and pay. Never rejects for what the shop answers. */
export async function goShopping(options: TripOptions): Promise<TripOutcome> {
  try {
    const product = await lookAround(options);
    if (options.random() >= share.fillsCart) return 'looked';
    await fillCart(options, product);
    if (options.random() >= share.buys) return 'abandoned';
    return await buy(options);
  } catch (error) {
    if (error instanceof TripEnd) return error.outcome;
    throw error;
  }
}

const chance = ({ random }: TripOptions, probability: number): boolean => random() < probability;

async function think({ pause, random }: TripOptions): Promise<void> {
  const goesOn = await pause(thinking.least + random() * (thinking.most - thinking.least));
  if (!goesOn) throw new TripEnd('looked');
}

function expectStatus(answer: ShopAnswer, ...statuses: number[]): ShopAnswer {
  if (statuses.includes(answer.status)) return answer;
  throw new TripEnd('failed');
}

const productsIn = ({ body }: ShopAnswer): JsonObject[] =>
  Array.isArray(body.products) ? body.products.filter(isJsonObject) : [];

const inStock = (product: JsonObject): boolean => typeof product.stock === 'number' && product.stock > 0;

async function lookAround(options: TripOptions): Promise<JsonObject> {
  const { client, random } = options;
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const all = productsIn(expectStatus(await client.send('GET', '/api/products?limit=24'), 200));
  await think(options);
  const wish = pick(all.filter(inStock)) ?? pick(all);
  if (!wish) throw new TripEnd('soldOut');
  if (chance(options, share.searches)) {
    const [word = ''] = String(wish.name).split(' ');
    expectStatus(await client.send('GET', `/api/products?search=${encodeURIComponent(word)}`), 200);
    await think(options);
  }
  const path = `/api/products/${encodeURIComponent(String(wish.id))}`;
  const { body } = expectStatus(await client.send('GET', path), 200);
  await client.send('GET', `${path}/picture`);
  await think(options);
  return body;
}

async function fillCart(options: TripOptions, product: JsonObject): Promise<void> {
  if (!inStock(product)) throw new TripEnd('soldOut');
  const quantity = chance(options, 0.8) ? 1 : 2;
  const path = `/api/cart/items/${encodeURIComponent(String(product.id))}`;
  const answer = expectStatus(await options.client.send('PUT', path, { quantity }), 200, 409);
  if (answer.status === 409) throw new TripEnd('soldOut');
  await think(options);
  expectStatus(await options.client.send('GET', '/api/cart'), 200);
}

async function buy(options: TripOptions): Promise<TripOutcome> {
  const account = options.accounts.borrow(options.random());
  if (!account) return 'abandoned';
  try {
    await signIn(options, account);
    await think(options);
    const outcome = await checkOut(options, chance(options, share.cardDeclined));
    if (outcome === 'ordered' && chance(options, share.looksAtOrders)) await options.client.send('GET', '/api/orders');
    await options.client.send('POST', '/api/auth/logout');
    return outcome;
  } finally {
    options.accounts.giveBack(account);
  }
}

async function signIn({ client, accounts }: TripOptions, account: ShopperAccount): Promise<void> {
  const { email, password } = account;
  if (account.registered) {
    const login = expectStatus(await client.send('POST', '/api/auth/login', { email, password }), 200, 401);
    if (login.status === 200) return;
  }
  // A shop that was reset knows its shoppers no more.
  const registration = await client.send('POST', '/api/auth/register', { email, password, name: 'Simulated shopper' });
  expectStatus(registration, 201, 200, 409);
  accounts.registered(account);
  if (registration.status === 409) expectStatus(await client.send('POST', '/api/auth/login', { email, password }), 200);
}

async function checkOut(options: TripOptions, declined: boolean): Promise<TripOutcome> {
  const answer = expectStatus(await pay(options, declined ? declinedCard : goodCard), 201, 402, 409);
  if (answer.status === 201) return 'ordered';
  if (answer.status === 402 && declined && chance(options, share.triesAgain)) {
    await think(options);
    return checkOut(options, false);
  }
  if (answer.status === 402) return 'declined';
  await emptyCart(options);
  return 'soldOut';
}

function pay({ client, now, idempotencyKey }: TripOptions, number: string): Promise<ShopAnswer> {
  const expiry = `12/${String(new Date(now() + 2 * year).getUTCFullYear() % 100).padStart(2, '0')}`;
  const shipping = {
    name: 'Simulated Shopper',
    street: '1 Example Street',
    city: 'Exampleton',
    postcode: '12345',
    country: 'DE',
  };
  const body = { payment: { method: 'card', number, expiry, cvc: '123' }, shipping };
  return client.send('POST', '/api/checkout', body, { 'idempotency-key': idempotencyKey() });
}

/** What cannot be bought would be in the way of the account's next visit. */
async function emptyCart({ client }: TripOptions): Promise<void> {
  const { body } = await client.send('GET', '/api/cart');
  const lines = Array.isArray(body.lines) ? body.lines.filter(isJsonObject) : [];
  for (const { productId } of lines) {
    await client.send('DELETE', `/api/cart/items/${encodeURIComponent(String(productId))}`);
  }
}
