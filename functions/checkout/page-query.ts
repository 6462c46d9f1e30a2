import * as z from 'zod/mini';
import { type IdPrefix, isId } from '../lib/ids.ts';

/** Query of a list that is read newest first, a page at a time; the cursor is the last id of the page before. */
export function pageQuery(prefix: IdPrefix) {
  return z.object({
    limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20),
    cursor: z.optional(
      z.string().check(z.refine((id) => isId(prefix, id), { params: { rule: 'must be an earlier nextCursor' } })),
    ),
  });
}

/** A page's query as it was read. */
export type PageQuery = z.infer<ReturnType<typeof pageQuery>>;

/** A page of a list and the cursor of the next one, null on the last; of more than `limit` items the rest is left away. */
export function pageOf<Item extends { readonly id: string }>(
  items: readonly Item[],
  limit: number,
): { readonly page: readonly Item[]; readonly nextCursor: string | null } {
  const page = items.slice(0, limit);
  return { page, nextCursor: items.length > limit ? (page.at(-1)?.id ?? null) : null };
}
