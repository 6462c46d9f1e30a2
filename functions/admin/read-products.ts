import * as z from 'zod/mini';
import { type Product, products } from '../lib/entities/product.ts';
import { notFound, Problem } from '../lib/problem.ts';
import { CATALOGUE } from './catalogue-size.ts';
import { isProductId, type ProductListQuery } from './product-request.ts';

/** The product, read consistently; 404 when there is none. */
export async function productOf(id: string): Promise<Product> {
  const { data } = isProductId(id) ? await products().get({ id }).go({ consistent: true }) : { data: null };
  if (!data) throw notFound('product');
  return data;
}

type Position = Pick<Product, 'name' | 'id'>;
const Cursor = z.tuple([
  z.string().check(
    z.maxLength(200),
    z.refine((name) => name.isWellFormed()),
  ),
  z.string().check(z.refine(isProductId)),
]);

function encodeCursor({ name, id }: Position): string {
  return Buffer.from(JSON.stringify([name, id])).toString('base64url');
}

function decodeCursor(cursor: string): Position {
  try {
    const [name, id] = z.parse(Cursor, JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { name, id };
  } catch {
    throw new Problem(400, 'The cursor is not one that this list has handed out.', {
      code: 'validation',
      errors: [{ path: 'cursor', message: 'must be a nextCursor of an earlier answer' }],
    });
  }
}

function matches({ name, description, category }: Product, words: readonly string[]): boolean {
  const text = `${name} ${description} ${category}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** Products read from the index at a time. */
const CHUNK = 200;

async function chunkAfter(position: Position | undefined): Promise<{ chunk: readonly Product[]; more: boolean }> {
  const all = products().query.byName({ catalogue: CATALOGUE });
  const { data, cursor } = await (position ? all.gt(position) : all).go({ limit: CHUNK });
  return { chunk: data, more: cursor !== null };
}

/** One page of the products by name, those with every word of the search, and the cursor of the next page if there is one. */
export async function listProducts(query: ProductListQuery): Promise<{ page: Product[]; nextCursor: string | null }> {
  const words = (query.search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const found: Product[] = [];
  let position = query.cursor === undefined ? undefined : decodeCursor(query.cursor);
  for (let more = true; more && found.length <= query.limit; ) {
    const read = await chunkAfter(position);
    found.push(...read.chunk.filter((product) => matches(product, words)));
    position = read.chunk.at(-1);
    more = read.more && position !== undefined;
  }
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  return { page, nextCursor: found.length > query.limit && last ? encodeCursor(last) : null };
}
