import { type ProbedProduct, productIn, productsIn, scriptIn } from './answers.ts';
import { type Shopper, StepError } from './shopper.ts';

/** Runs one named step within its budget. */
export type Step = <Result>(name: string, run: (signal: AbortSignal) => Promise<Result>) => Promise<Result>;

/** Fails the step unless that holds. */
export function expect(holds: boolean, otherwise: string): void {
  if (!holds) throw new StepError(otherwise);
}

/** The first product that can be bought; a shop that is sold out is open, so there may be none. */
function inStock(products: readonly ProbedProduct[]): ProbedProduct | undefined {
  return products.find(({ stock }) => stock > 0);
}

/**
 * Looks at pages and products as a shopper does; returns one that can be bought, if there is any. A list without products
 * fails its step unless `isEmpty`, which is asked then, says that the shop has none.
 */
export async function lookAround(
  shopper: Shopper,
  step: Step,
  isEmpty: () => Promise<boolean> = async () => false,
): Promise<ProbedProduct | undefined> {
  await step('ready', (signal) => shopper.json('/health/ready', { signal }));
  const page = await step('home page', (signal) => shopper.read('/', 'html', { signal }));
  await step('home script', (signal) => shopper.read(scriptIn(page), 'javascript', { signal }));
  const products = await step('product list', async (signal) => {
    const found = productsIn(await shopper.json('/api/products', { signal }));
    expect(found.length > 0 || (await isEmpty()), 'the shop has no products');
    return found;
  });
  const product = inStock(products) ?? products[0];
  if (product === undefined) return undefined;
  await step('product page', async (signal) => {
    const found = productIn(await shopper.json(`/api/products/${product.id}`, { signal }));
    expect(found.id === product.id, 'the answer is about another product');
  });
  await step('search', async (signal) => {
    const query = new URLSearchParams({ search: product.name, limit: '100' });
    const found = productsIn(await shopper.json(`/api/products?${query}`, { signal }));
    expect(
      found.some(({ id }) => id === product.id),
      'a product is not found by its name',
    );
  });
  return inStock([product]);
}
