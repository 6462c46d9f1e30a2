import type { ApiClient } from '../api/client.ts';
import type { Cart } from '../api/types.ts';
import { createStore, type Store } from './store.ts';

/** The cart as last heard from the server. */
export type CartView = { status: 'unknown' } | { status: 'ready'; cart: Cart } | { status: 'failed'; error: unknown };

/** The cart and what changes it; each change settles with the new cart and rejects with `ApiError`, leaving the cart as it was. */
export interface CartState {
  readonly store: Store<CartView>;
  load(): Promise<void>;
  /** Looks whether prices or stock changed; a cart that is being loaded is left at that, and one that is there stays if it fails. */
  refresh(): Promise<void>;
  /** Sets how many; when the price is another than the one seen, the new cart says so. */
  setQuantity(productId: string, quantity: number, seenPriceCents: number): Promise<Cart>;
  remove(productId: string): Promise<Cart>;
  quantityOf(productId: string): number;
}

/** A cart over the given client; changes are sent one after another, so that the last one wins on the server, too. */
export function createCart(api: ApiClient): CartState {
  const store = createStore<CartView>({ status: 'unknown' });
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = queue.then(work);
    queue = result.catch(() => undefined);
    return result;
  };
  const show = (cart: Cart): Cart => {
    store.set({ status: 'ready', cart });
    return cart;
  };
  const read = () => inTurn(() => api<Cart>('/api/cart'));
  const fail = (error: unknown) => store.set({ status: 'failed', error });
  const item = (productId: string) => `/api/cart/items/${encodeURIComponent(productId)}`;
  return {
    store,
    load: () => read().then((cart) => void show(cart), fail),
    refresh: async () => {
      if (store.get().status === 'unknown') return;
      await read().then(show, (error: unknown) => store.get().status !== 'ready' && fail(error));
    },
    setQuantity: (productId, quantity, seenPriceCents) =>
      inTurn(() => api<Cart>(item(productId), { method: 'PUT', body: { quantity, seenPriceCents } })).then(show),
    remove: (productId) => inTurn(() => api<Cart>(item(productId), { method: 'DELETE' })).then(show),
    quantityOf: (productId) => {
      const view = store.get();
      if (view.status !== 'ready') return 0;
      return view.cart.lines.find((line) => line.productId === productId)?.quantity ?? 0;
    },
  };
}
