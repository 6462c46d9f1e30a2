import * as z from 'zod/mini';
import { type Product, products } from '../lib/entities/product.ts';
import { isId } from '../lib/ids.ts';
import { Problem } from '../lib/problem.ts';

/** Query of `GET /api/products`. */
export const ProductQuery = z.object({
  search: z.optional(z.string().check(z.maxLength(100))),
  category: z.optional(z.string().check(z.maxLength(60))),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 24),
  cursor: z.optional(z.string().check(z.maxLength(600))),
});
export type ProductQuery = z.infer<typeof ProductQuery>;

/** The query's parameters that have a value: a form sends empty ones as well. */
export function given(query: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
}

/** Items read from the index at a time while filtering. */
const CHUNK = 100;

type Position = { readonly name: string; readonly id: string };

const Cursor = z.tuple([z.string().check(z.maxLength(200)), z.string().check(z.refine((id) => isId('prd', id)))]);

function encodeCursor({ name, id }: Position): string {
  return Buffer.from(JSON.stringify([name, id])).toString('base64url');
}

/** The position that a cursor names; 400 for a string that this shop has not handed out. */
export function decodeCursor(cursor: string): Position {
  try {
    const [name, id] = z.parse(Cursor, JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { name, id };
  } catch {
    throw new Problem(400, 'The cursor is not one that this shop has handed out.', {
      code: 'validation',
      errors: [{ path: 'cursor', message: 'must be a nextCursor of an earlier answer' }],
    });
  }
}

/** Whether a product is of the category and has every word of the search in its name, description or category. */
export function matches(product: Product, { search, category }: Pick<ProductQuery, 'search' | 'category'>): boolean {
  if (category !== undefined && product.category.toLowerCase() !== category.toLowerCase()) return false;
  const text = `${product.name} ${product.description} ${product.category}`.toLowerCase();
  return (search ?? '')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

async function chunkAfter(position: Position | undefined, limit: number): Promise<readonly Product[]> {
  const all = products().query.byName({ catalogue: 'all' });
  const { data } = await (position ? all.gt(position) : all).go({ limit });
  return data;
}

/** One page of the catalogue by name, and the cursor of the next page when there is one. */
export async function searchProducts(query: ProductQuery): Promise<{ found: Product[]; nextCursor: string | null }> {
  const found: Product[] = [];
  let position = query.cursor === undefined ? undefined : decodeCursor(query.cursor);
  const size = query.search || query.category ? CHUNK : query.limit + 1;
  for (;;) {
    const chunk = await chunkAfter(position, size);
    found.push(...chunk.filter((product) => matches(product, query)));
    position = chunk.at(-1);
    if (found.length > query.limit || chunk.length < size || !position) break;
  }
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  return { found: page, nextCursor: found.length > query.limit && last ? encodeCursor(last) : null };
}
