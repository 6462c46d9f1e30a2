import { createHash } from 'node:crypto';
import { createApi } from '../lib/api.ts';
import { type Product, products } from '../lib/entities/product.ts';
import { isId } from '../lib/ids.ts';
import { notFound } from '../lib/problem.ts';
import { productView } from '../lib/product-view.ts';
import { validate } from '../lib/validate.ts';
import { addHealthRoutes } from './health.ts';
import { picture } from './picture.ts';
import { given, ProductQuery, searchProducts } from './search.ts';

/** What shoppers look at: products, their pictures, categories; also the shop's health. */
export const api = createApi('catalog');

addHealthRoutes(api);

async function productOf(id: string): Promise<Product> {
  const { data } = isId('prd', id) ? await products().get({ id }).go() : { data: null };
  if (!data) throw notFound('product');
  return data;
}

api.get('/api/products', async (c) => {
  const { found, nextCursor } = await searchProducts(validate(ProductQuery, given(c.req.query())));
  return c.json({ products: found.map(productView), nextCursor });
});

api.get('/api/products/:id', async (c) => c.json(productView(await productOf(c.req.param('id')))));

api.get('/api/products/:id/picture', async (c) => {
  const svg = picture(await productOf(c.req.param('id')));
  const etag = `"${createHash('sha256').update(svg).digest('base64url').slice(0, 22)}"`;
  c.header('Cache-Control', 'public, max-age=86400');
  c.header('ETag', etag);
  if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304);
  return c.body(svg, 200, { 'Content-Type': 'image/svg+xml' });
});

api.get('/api/categories', async (c) => {
  const { data } = await products().query.byName({ catalogue: 'all' }).go({ pages: 'all' });
  const counts = new Map<string, number>();
  for (const { category } of data) counts.set(category, (counts.get(category) ?? 0) + 1);
  c.header('Cache-Control', 'private, max-age=60');
  const categories = [...counts].map(([name, count]) => ({ name, count }));
  return c.json({ categories: categories.sort((a, b) => a.name.localeCompare(b.name)) });
});
