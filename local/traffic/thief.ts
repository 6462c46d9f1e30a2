import type { JsonObject } from '../aws/json.ts';
import { byCard, FOREIGN_CARD, SHIPPING } from './check-out.ts';
import type { ShopClient } from './shop-client.ts';
import type { Credentials, ThiefAccount } from './thief-account.ts';
import { listed, numberIn } from './trip.ts';

/** Somebody who tries stolen cards: signs up at the first attempt and, when all is over, is gone as if never there. */
export interface Thief {
  tryCard(): Promise<void>;
  /** Closes the account if there is one, also that of a thief who could not. */
  leave(): Promise<void>;
}

export type ThiefOptions = {
  /** Makes a browser without cookies. */
  readonly openClient: () => ShopClient;
  /** Makes a key that no other has, of digits and letters. */
  readonly newKey: () => string;
  /** Virtual epoch milliseconds. */
  readonly now: () => number;
  readonly account: ThiefAccount;
};

/** A cart of so many cents is more than any that the shop sells to somebody it does not know. */
const COSTLY = 600_000;
const MOST_OF_ONE = 99;

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
export function createThief({ openClient, newKey, now, account }: ThiefOptions): Thief {
  let session: ShopClient | undefined;
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

  const invent = (): Credentials => {
    const credentials = { email: `thief-${newKey()}@example.com`, password: newKey() };
    account.keep(credentials);
    return credentials;
  };

  /** With the account that is kept if there is one; what was asked for before may have been done unheard. */
  const signUp = async (): Promise<typeof session> => {
    const client = openClient();
    const credentials = account.read() ?? invent();
    const { status } = await client.send('POST', '/api/auth/register', { ...credentials, name: 'Simulated thief' });
    if (status === 409) return signIn(credentials);
    return status === 201 ? client : undefined;
  };

  const signIn = async (credentials: Credentials): Promise<typeof session> => {
    const client = openClient();
    const { status } = await client.send('POST', '/api/auth/login', credentials);
    if (status === 401) account.forget();
    return status === 200 ? client : undefined;
  };

  const pay = async (client: ShopClient): Promise<void> => {
    // Of a card that is good, so that nothing but the fraud rules is in the way.
    const payment = { ...byCard({ now }, FOREIGN_CARD), cvc: String(100 + (attempts++ % 900)) };
    const headers = { 'idempotency-key': newKey() };
    const { status } = await client.send('POST', '/api/checkout', { payment, shipping: SHIPPING }, headers);
    // What somebody else has bought meanwhile has to be replaced.
    if (status === 409) isReady = false;
    if (status === 401) session = undefined;
  };

  return {
    tryCard: () =>
      inTurn(async () => {
        session ??= await signUp();
        if (!session) return;
        isReady ||= await fillCart(session);
        if (isReady) await pay(session);
      }),
    leave: () =>
      inTurn(async () => {
        const credentials = account.read();
        if (!credentials) return;
        session ??= await signIn(credentials);
        const { password } = credentials;
        const answer = await session?.send('DELETE', '/api/account', { password });
        // What the shop could not do now, the next who leaves tries again.
        if (answer && [200, 204, 401].includes(answer.status)) account.forget();
        session = undefined;
        isReady = false;
      }),
  };
}
