import { cartIn, type ProbedProduct, productIn, productsIn, scriptIn } from './answers.ts';
import { createShopper, type Shopper, StepError } from './shopper.ts';

export type WalkOptions = {
  site: URL;
  /** Carried by every request as its correlation id. */
  runId: string;
  /** Longest time that a step may take, in milliseconds; a slower one has failed. */
  stepBudget: number;
  /** Longest time of the whole walk, in milliseconds. */
  walkBudget: number;
};

/** A walk and where it failed, if it did; durations in milliseconds. */
export type WalkResult = { durationMs: number; steps: { name: string; durationMs: number }[] } & (
  | { success: true }
  | { success: false; step: string; reason: string }
);

/** Runs one named step within its budget. */
type Step = <Result>(name: string, run: (signal: AbortSignal) => Promise<Result>) => Promise<Result>;

function expect(holds: boolean, otherwise: string): void {
  if (!holds) throw new StepError(otherwise);
}

/** The first product that can be bought; a shop that is sold out is open, so there may be none. */
function inStock(products: readonly ProbedProduct[]): ProbedProduct | undefined {
  return products.find(({ stock }) => stock > 0);
}

async function lookAround(shopper: Shopper, step: Step): Promise<ProbedProduct | undefined> {
  await step('ready', (signal) => shopper.json('/health/ready', { signal }));
  const page = await step('home page', (signal) => shopper.read('/', 'html', { signal }));
  await step('home script', (signal) => shopper.read(scriptIn(page), 'javascript', { signal }));
  const products = await step('product list', async (signal) => {
    const found = productsIn(await shopper.json('/api/products', { signal }));
    expect(found.length > 0, 'the shop has no products');
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

async function fillCart(shopper: Shopper, step: Step, { id }: ProbedProduct): Promise<void> {
  const item = `/api/cart/items/${id}`;
  await step('put into cart', async (signal) => {
    const body = { quantity: 1 };
    const cart = cartIn(await shopper.json(item, { method: 'PUT', body, signal }));
    expect(cart.includes(id), 'the product is not in the cart');
  });
  await step('read cart', async (signal) => {
    expect(cartIn(await shopper.json('/api/cart', { signal })).includes(id), 'the cart has lost the product');
  });
  await step('remove from cart', async (signal) => {
    const cart = cartIn(await shopper.json(item, { method: 'DELETE', signal }));
    expect(!cart.includes(id), 'the product is still in the cart');
  });
}

function reasonOf(error: unknown, budget: number): string {
  if (error instanceof StepError) return error.message;
  if (!(error instanceof Error)) return 'an unknown error';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return `no answer within ${budget} ms`;
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
  return `no connection (${code})`;
}

/**
 * Walks the shop as a shopper does, from the home page to a cart that is emptied again; the first step that fails or is
 * slower than its budget ends the walk. It stops before checkout: an order would take stock from shoppers and add to
 * the orders and the revenue that are counted. Never rejects.
 */
export async function walk({ site, runId, stepBudget, walkBudget }: WalkOptions): Promise<WalkResult> {
  const whole = AbortSignal.timeout(walkBudget);
  const started = performance.now();
  const steps: WalkResult['steps'] = [];
  let current = 'ready';
  const step: Step = async (name, run) => {
    current = name;
    const stepStarted = performance.now();
    try {
      return await run(AbortSignal.any([whole, AbortSignal.timeout(stepBudget)]));
    } finally {
      steps.push({ name, durationMs: performance.now() - stepStarted });
    }
  };
  const outcome = (): Pick<WalkResult, 'durationMs' | 'steps'> => ({ durationMs: performance.now() - started, steps });
  try {
    const shopper = createShopper(site, runId);
    const product = await lookAround(shopper, step);
    if (product !== undefined) await fillCart(shopper, step, product);
    return { success: true, ...outcome() };
  } catch (error) {
    const budget = whole.aborted ? walkBudget : stepBudget;
    return { success: false, step: current, reason: reasonOf(error, budget), ...outcome() };
  }
}
