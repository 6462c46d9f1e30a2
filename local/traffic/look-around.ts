import type { JsonObject } from '../aws/json.ts';
import { chance, expectStatus, listed, numberIn, pick, TripEnd, type TripOptions, think } from './trip.ts';

/** What share of shoppers does so; who does not search may filter. */
const share = { searches: 0.4, filters: 0.4 };

/** Whether there is some of a product. */
export const inStock = (product: JsonObject): boolean => numberIn(product, 'stock') > 0;

/** The filters that lead to a product, some of them more roundabout than others. */
function filtersFor(options: TripOptions, { category, priceCents }: JsonObject): URLSearchParams {
  const filters = new URLSearchParams({ category: String(category ?? '') });
  if (chance(options, 0.5)) filters.set('sort', chance(options, 0.5) ? 'price' : '-price');
  if (chance(options, 0.5)) filters.set('inStock', 'true');
  if (chance(options, 0.3) && typeof priceCents === 'number') filters.set('maxPriceCents', String(priceCents * 2));
  return filters;
}

async function narrow(options: TripOptions, wish: JsonObject): Promise<void> {
  const { client } = options;
  if (chance(options, share.searches)) {
    const [word = ''] = String(wish.name).split(' ');
    expectStatus(await client.send('GET', `/api/products?search=${encodeURIComponent(word)}`), 200);
    await think(options);
  } else if (chance(options, share.filters)) {
    expectStatus(await client.send('GET', '/api/categories'), 200);
    expectStatus(await client.send('GET', `/api/products?${filtersFor(options, wish)}`), 200);
    await think(options);
  }
}

/** Looks at the catalogue, perhaps searches or filters it, and gives the product that the shopper ends up with. */
export async function lookAround(options: TripOptions): Promise<JsonObject> {
  const { client } = options;
  const all = listed(expectStatus(await client.send('GET', '/api/products?limit=24'), 200), 'products');
  await think(options);
  const wish = pick(options, all.filter(inStock)) ?? pick(options, all);
  if (!wish) throw new TripEnd('soldOut');
  await narrow(options, wish);
  const path = `/api/products/${encodeURIComponent(String(wish.id))}`;
  const { body } = expectStatus(await client.send('GET', path), 200);
  await client.send('GET', `${path}/picture`);
  await think(options);
  return body;
}
