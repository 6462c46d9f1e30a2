import { isJsonObject, type JsonObject } from '../aws/json.ts';
import type { ShopAnswer } from './shop-client.ts';
import { chance, expectStatus, listed, numberIn, rarely, type TripOptions, type TripOutcome, think } from './trip.ts';

/** What share of shoppers does so; who pays neither from the wallet nor by invoice pays by card. */
const share = {
  wallet: 0.12,
  invoice: 0.08,
  foreignCard: 0.005,
  cardDeclined: 0.04,
  triesAgain: 0.5,
  looksAtOrders: 0.2,
  cancels: 0.04,
};
const GOOD_CARD = '4242424242424242';
const DECLINED_CARD = '4000000000000002';
/** Of another country than the shoppers' address, so that somebody has to look at the order. */
export const FOREIGN_CARD = '4000008260000000';
const YEAR = 31_557_600_000;
/** What one deposit can be, in cents, and the step that shoppers deposit in. */
const DEPOSIT = { least: 100, most: 100_000, step: 1_000 };
/** The largest invoice, in cents. */
const LARGEST_INVOICE = 50_000;

/** Where simulated shoppers live. */
export const SHIPPING = {
  name: 'Simulated Shopper',
  street: '1 Example Street',
  city: 'Exampleton',
  postcode: '12345',
  country: 'DE',
};

type Payment = { readonly method: 'wallet' | 'invoice' } | ReturnType<typeof byCard>;

/** A payment with a card that is valid for another two years. */
export function byCard({ now }: Pick<TripOptions, 'now'>, number: string) {
  const expiry = `12/${String(new Date(now() + 2 * YEAR).getUTCFullYear() % 100).padStart(2, '0')}`;
  return { method: 'card' as const, number, expiry, cvc: '123' };
}

/** Pays into the wallet what is missing for the cart; false when that is more than one deposit can be. */
async function fillWallet(options: TripOptions, totalCents: number): Promise<boolean> {
  const { client, idempotencyKey } = options;
  const { body } = expectStatus(await client.send('GET', '/api/wallet'), 200);
  const missing = totalCents - numberIn(body, 'balanceCents');
  if (missing <= 0) return true;
  const amountCents = Math.max(DEPOSIT.least, Math.ceil(missing / DEPOSIT.step) * DEPOSIT.step);
  if (amountCents > DEPOSIT.most) return false;
  const deposit = { amountCents, payment: byCard(options, GOOD_CARD) };
  const headers = { 'idempotency-key': idempotencyKey() };
  const answer = expectStatus(await client.send('POST', '/api/wallet/deposits', deposit, headers), 201, 409);
  await think(options);
  return answer.status === 201;
}

async function choosePayment(options: TripOptions, totalCents: number): Promise<Payment> {
  if (rarely(options, share.wallet) && (await fillWallet(options, totalCents))) return { method: 'wallet' };
  if (rarely(options, share.invoice) && totalCents <= LARGEST_INVOICE) return { method: 'invoice' };
  return byCard(options, rarely(options, share.foreignCard) ? FOREIGN_CARD : GOOD_CARD);
}

/** What cannot be bought would be in the way of the account's next visit. */
async function emptyCart({ client }: TripOptions): Promise<void> {
  for (const { productId } of listed(await client.send('GET', '/api/cart'), 'lines')) {
    await client.send('DELETE', `/api/cart/items/${encodeURIComponent(String(productId))}`);
  }
}

async function afterwards(options: TripOptions, { order }: JsonObject): Promise<void> {
  const { client } = options;
  if (chance(options, share.looksAtOrders)) await client.send('GET', '/api/orders');
  const id = isJsonObject(order) && typeof order.id === 'string' ? order.id : undefined;
  if (id === undefined || !rarely(options, share.cancels)) return;
  // What is shipped meanwhile cannot be cancelled any more.
  expectStatus(await client.send('POST', `/api/orders/${encodeURIComponent(id)}/cancel`), 200, 409);
}

async function pay(options: TripOptions, payment: Payment): Promise<TripOutcome> {
  const { client, idempotencyKey } = options;
  const headers = { 'idempotency-key': idempotencyKey() };
  const send = (): Promise<ShopAnswer> =>
    client.send('POST', '/api/checkout', { payment, shipping: SHIPPING }, headers);
  const { status, body } = expectStatus(await send(), 201, 402, 403, 409);
  switch (status) {
    case 201:
      await afterwards(options, body);
      return 'ordered';
    case 409:
      await emptyCart(options);
      return 'soldOut';
    default:
      return 'declined';
  }
}

/** Buys the cart of that total in one way or another. */
export async function checkOut(options: TripOptions, totalCents: number): Promise<TripOutcome> {
  if (!chance(options, share.cardDeclined)) return pay(options, await choosePayment(options, totalCents));
  const outcome = await pay(options, byCard(options, DECLINED_CARD));
  if (outcome !== 'declined' || !chance(options, share.triesAgain)) return outcome;
  await think(options);
  return pay(options, byCard(options, GOOD_CARD));
}
