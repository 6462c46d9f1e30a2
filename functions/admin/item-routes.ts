import type { Api, ApiContext } from '../lib/context.ts';
import type { Product } from '../lib/entities/product.ts';
import { given } from '../lib/given.ts';
import { readJson, validate } from '../lib/validate.ts';
import { actingOf } from './acting.ts';
import { deleteItem, putItem } from './change-item.ts';
import { createProduct } from './create-product.ts';
import { creationAttempt } from './creation-key.ts';
import { centsOf, ItemBody } from './item-request.ts';
import { itemTag, itemView } from './item-view.ts';
import { ProductListQuery } from './product-request.ts';
import { listProducts, productOf } from './read-products.ts';

/** Category of products that are made as mere items. */
const CATEGORY = 'Other';

function newProduct({ name, unitPrice, quantity }: ItemBody) {
  return {
    name,
    description: '',
    category: CATEGORY,
    priceCents: centsOf(unitPrice),
    costCents: null,
    stock: quantity,
  };
}

function answer(c: ApiContext, product: Product, status: 200 | 201): Response {
  c.header('ETag', itemTag(product));
  return c.json(itemView(product), status);
}

/** Adds the routes of the inventory: the shop's own products and stock, as name, unit price and quantity. */
export function addItemRoutes(api: Api): void {
  api.get('/api/items', async (c) => {
    const { page, nextCursor } = await listProducts(validate(ProductListQuery, given(c.req.query())));
    return c.json({ items: page.map(itemView), nextCursor });
  });

  api.post('/api/items', async (c) => {
    const wanted = newProduct(await readJson(c.req, ItemBody));
    const acting = await actingOf(c);
    const product = await createProduct(wanted, acting, creationAttempt(c, acting.actor, wanted));
    c.header('Location', `/api/items/${product.id}`);
    return answer(c, product, 201);
  });

  api.get('/api/items/:id', async (c) => answer(c, await productOf(c.req.param('id')), 200));

  api.put('/api/items/:id', async (c) => {
    const item = await readJson(c.req, ItemBody);
    const product = await putItem(c.req.param('id'), item, c.req.header('if-match'), await actingOf(c));
    return answer(c, product, 200);
  });

  api.delete('/api/items/:id', async (c) => {
    await deleteItem(c.req.param('id'), c.req.header('if-match'), await actingOf(c));
    return c.body(null, 204);
  });
}
