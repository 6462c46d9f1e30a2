import { createApi } from '../lib/api.ts';
import type { Api } from '../lib/context.ts';
import { type Product, products } from '../lib/entities/product.ts';
import { given } from '../lib/given.ts';
import { isId } from '../lib/ids.ts';
import { notFound } from '../lib/problem.ts';
import { productView } from '../lib/product-view.ts';
import { validate } from '../lib/validate.ts';
import { answerPicture } from './answer-picture.ts';
import { createCache } from './cache.ts';
import { answerJson } from './conditional.ts';
import { findProducts } from './find-products.ts';
import { addHealthRoutes } from './health.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { PictureQuery, ProductQuery } from './product-query.ts';
import { readCatalogue } from './read-catalogue.ts';

/** Browsers keep it and ask each time whether it has changed: stock and prices do. */
const REVALIDATED = 'no-cache';
const A_MINUTE = 'private, max-age=60';

async function productOf(id: string): Promise<Product> {
  const { data } = isId('prd', id) ? await products().get({ id }).go({ consistent: true }) : { data: null };
  if (!data) throw notFound('product');
  return data;
}

/** How long the function's copy of the catalogue is used, in milliseconds. */
export const CATALOGUE_LIFETIME = 5_000;

/** What shoppers look at: products, their pictures, categories; also the shop's health. */
export function createCatalogApi(lifetime: number = CATALOGUE_LIFETIME): Api {
  const api = createApi('catalog');
  const cache = createCache({ load: loadCatalogue, lifetime, clock: () => performance.now() });
  addHealthRoutes(api);

  api.get('/api/products', async (c) => {
    const query = validate(ProductQuery, given(c.req.query()));
    const { page, ...rest } = findProducts(await readCatalogue(c, cache), query);
    return answerJson(c, { products: page.map(productView), ...rest }, REVALIDATED);
  });

  api.get('/api/products/:id', async (c) =>
    answerJson(c, productView(await productOf(c.req.param('id'))), REVALIDATED),
  );

  api.get('/api/products/:id/picture', async (c) => {
    const { v } = validate(PictureQuery, given(c.req.query()));
    return answerPicture(c, await productOf(c.req.param('id')), v);
  });

  api.get('/api/categories', async (c) => {
    const { categories } = await readCatalogue(c, cache);
    return answerJson(c, { categories }, A_MINUTE);
  });
  return api;
}
