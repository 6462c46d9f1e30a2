import { StepError } from './shopper.ts';

/** What the probe reads of a product. */
export type ProbedProduct = { id: string; name: string; stock: number };

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function list(answer: unknown, key: string): unknown[] {
  const value = member(answer, key);
  if (!Array.isArray(value)) throw new StepError(`the answer has no ${key}`);
  return value;
}

/** A product in an answer; a `StepError` when what a page needs to show it is missing. */
export function productIn(value: unknown): ProbedProduct {
  const [id, name, stock] = ['id', 'name', 'stock'].map((key) => member(value, key));
  if (typeof id !== 'string' || typeof name !== 'string' || typeof stock !== 'number') {
    throw new StepError('the answer has a product without id, name or stock');
  }
  return { id, name, stock };
}

/** The products in an answer. */
export function productsIn(answer: unknown): ProbedProduct[] {
  return list(answer, 'products').map(productIn);
}

/** Ids of the products in an answered cart. */
export function cartIn(answer: unknown): string[] {
  return list(answer, 'lines').map((line) => String(member(line, 'productId')));
}

/** Path of the first script that a page loads: without it the page stays empty. */
export function scriptIn(page: string): string {
  const source = /<script[^>]+type="module"[^>]+src="([^"]+)"|<script[^>]+src="([^"]+)"[^>]+type="module"/.exec(page);
  const path = source?.[1] ?? source?.[2];
  if (path === undefined) throw new StepError('the page loads no script');
  return path;
}
