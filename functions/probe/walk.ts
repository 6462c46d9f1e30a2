import { cartIn, type ProbedProduct } from './answers.ts';
import { expect, lookAround, type Step } from './look-around.ts';
import { reasonOf } from './reason-of.ts';
import { createShopper, type Shopper } from './shopper.ts';

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
