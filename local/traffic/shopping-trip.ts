import type { JsonObject } from '../aws/json.ts';
import { checkOut } from './check-out.ts';
import { inStock, lookAround } from './look-around.ts';
import { chance, expectStatus, numberIn, rarely, TripEnd, type TripOptions, type TripOutcome, think } from './trip.ts';
import { signIn, signOut } from './use-account.ts';

/** What share of shoppers does so. */
const share = { fillsCart: 0.35, buys: 0.45, changesQuantity: 0.1, takesOut: 0.08 };

/** Share of visits that come to a checkout. */
export const BUYING_SHARE = share.fillsCart * share.buys;

/** One visit: look around, perhaps fill the cart, perhaps sign in and pay. Never rejects for what the shop answers. */
export async function goShopping(options: TripOptions): Promise<TripOutcome> {
  try {
    const product = await lookAround(options);
    if (!chance(options, share.fillsCart)) return 'looked';
    const totalCents = await fillCart(options, product);
    if (!chance(options, share.buys)) return 'abandoned';
    return await buy(options, totalCents);
  } catch (error) {
    if (error instanceof TripEnd) return error.outcome;
    throw error;
  }
}

/** Puts the product into the cart, perhaps more or none of it after all; gives the cart's total in cents. */
async function fillCart(options: TripOptions, product: JsonObject): Promise<number> {
  if (!inStock(product)) throw new TripEnd('soldOut');
  const { client } = options;
  const path = `/api/cart/items/${encodeURIComponent(String(product.id))}`;
  const put = async (quantity: number): Promise<void> => {
    const answer = expectStatus(await client.send('PUT', path, { quantity }), 200, 409);
    if (answer.status === 409) throw new TripEnd('soldOut');
    await think(options);
  };
  const quantity = chance(options, 0.8) ? 1 : 2;
  await put(quantity);
  if (rarely(options, share.changesQuantity)) await put(3 - quantity);
  if (rarely(options, share.takesOut)) {
    expectStatus(await client.send('DELETE', path), 200, 204);
    throw new TripEnd('abandoned');
  }
  return numberIn(expectStatus(await client.send('GET', '/api/cart'), 200).body, 'totalCents');
}

async function buy(options: TripOptions, totalCents: number): Promise<TripOutcome> {
  const account = options.accounts.borrow(options.random(), options.now());
  if (!account) return 'abandoned';
  try {
    await signIn(options, account);
    await think(options);
    const outcome = await checkOut(options, totalCents);
    await signOut(options, account);
    return outcome;
  } finally {
    options.accounts.giveBack(account);
  }
}
