import { createApi } from '../lib/api.ts';
import { cartOwner, changingOwner, newGuestCart } from '../lib/cart-owner.ts';
import { readCart } from '../lib/cart-store.ts';
import type { ApiContext } from '../lib/context.ts';
import type { Line } from '../lib/emit.ts';
import { session } from '../lib/session.ts';
import { countedOn } from '../lib/synthetic.ts';
import { readJson } from '../lib/validate.ts';
import { CartItem } from './cart-request.ts';
import { cartView } from './cart-view.ts';
import { removeProduct, setQuantity } from './change-cart.ts';
import { countChange } from './count-change.ts';

/** What the verification of a deployment does is not counted among what customers do. */
async function countingLine(c: ApiContext): Promise<Line> {
  return countedOn(c.var.line, (await session(c))?.user ?? {});
}

/** The caller's cart: a guest's by cookie, a signed-in user's by session. */
export const api = createApi('cart');

api.get('/api/cart', async (c) => {
  const owner = await cartOwner(c);
  return c.json(await cartView(owner ? await readCart(owner, c.var.now) : { lines: [] }));
});

api.put('/api/cart/items/:productId', async (c) => {
  const item = await readJson(c.req, CartItem);
  const owner = (await changingOwner(c)) ?? newGuestCart(c);
  const change = await setQuantity(owner, c.req.param('productId'), item, c.var.now);
  countChange(await countingLine(c), change);
  return c.json(await cartView({ lines: change.after }));
});

api.delete('/api/cart/items/:productId', async (c) => {
  const owner = await changingOwner(c);
  if (!owner) return c.json(await cartView({ lines: [] }));
  const change = await removeProduct(owner, c.req.param('productId'), c.var.now);
  countChange(await countingLine(c), change);
  return c.json(await cartView({ lines: change.after }));
});
