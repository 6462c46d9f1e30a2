import type { JsonObject } from '../aws/json.ts';
import { SHIPPING } from './check-out.ts';
import type { ShopClient } from './shop-client.ts';
import { listed, numberIn } from './trip.ts';

/** Somebody who tries stolen cards: signs up at the first attempt and, when all is over, is gone as if never there. */
export interface Thief {
  tryCard(): Promise<void>;
  leave(): Promise<void>;
}

export type ThiefOptions = {
  /** Makes a browser without cookies. */
  readonly openClient: () => ShopClient;
  /** Makes a key that no other has, of digits and letters. */
  readonly newKey: () => string;
};

/** A cart of so many cents is more than any that the shop sells to somebody it does not know. */
const COSTLY = 600_000;
const MOST_OF_ONE = 99;
/** Of a card that is good, so that nothing but the fraud rules is in the way. */
const STOLEN = { method: 'card', number: '4000008260000000', expiry: '12/39' };

/** Half of what there is of a product, as honest shoppers take some meanwhile. */
const mostOf = (product: JsonObject): number => Math.min(MOST_OF_ONE, Math.floor(numberIn(product, 'stock') / 2));

/** What a cart of at least so many cents is made of, from the dearest on. */
function costlyCart(products: readonly JsonObject[]): readonly { readonly id: string; readonly quantity: number }[] {
  const worth = (product: JsonObject): number => numberIn(product, 'priceCents') * mostOf(product);
  let missing = COSTLY;
  return products
    .toSorted((one, other) => worth(other) - worth(one))
    .flatMap((product) => {
      const priceCents = numberIn(product, 'priceCents');
      const quantity = Math.min(mostOf(product), Math.ceil(missing / Math.max(1, priceCents)));
      if (missing <= 0 || quantity === 0) return [];
      missing -= quantity * priceCents;
      return [{ id: String(product.id), quantity }];
    });
}

/** A thief who has not come yet. */
export function createThief({ openClient, newKey }: ThiefOptions): Thief {
  let session: { readonly client: ShopClient; readonly password: string } | undefined;
  let isReady = false;
  let attempts = 0;
  let turn: Promise<void> = Promise.resolve();

  /** One thing after the other. */
  const inTurn = (act: () => Promise<void>): Promise<void> => {
    turn = turn.then(act);
    return turn;
  };

  /** False when the cart is not costly enough for the rules to forbid it. */
  const fillCart = async (client: ShopClient): Promise<boolean> => {
    const wanted = costlyCart(listed(await client.send('GET', '/api/products?limit=100&inStock=true'), 'products'));
    for (const { id, quantity } of wanted)
      await client.send('PUT', `/api/cart/items/${encodeURIComponent(id)}`, { quantity });
    return numberIn((await client.send('GET', '/api/cart')).body, 'totalCents') >= COSTLY;
  };

  const signUp = async (): Promise<typeof session> => {
    const client = openClient();
    const password = newKey();
    const account = { email: `thief-${newKey()}@example.com`, password, name: 'Simulated thief' };
    const { status } = await client.send('POST', '/api/auth/register', account);
    return status === 201 ? { client, password } : undefined;
  };

  const pay = async (client: ShopClient): Promise<void> => {
    const payment = { ...STOLEN, cvc: String(100 + (attempts++ % 900)) };
    const headers = { 'idempotency-key': newKey() };
    const { status } = await client.send('POST', '/api/checkout', { payment, shipping: SHIPPING }, headers);
    // What somebody else has bought meanwhile has to be replaced.
    if (status === 409) isReady = false;
  };

  return {
    tryCard: () =>
      inTurn(async () => {
        session ??= await signUp();
        if (!session) return;
        isReady ||= await fillCart(session.client);
        if (isReady) await pay(session.client);
      }),
    leave: () =>
      inTurn(async () => {
        await session?.client.send('DELETE', '/api/account', { password: session.password });
        session = undefined;
        isReady = false;
      }),
  };
}
