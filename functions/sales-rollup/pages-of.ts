/** One page of a query as ElectroDB answers it; the cursor is null on the last. */
type Page<Item> = { readonly data: readonly Item[]; readonly cursor: string | null };

/** The pages of a query, one after the other: memory never holds more than one, however long the list is. */
export async function* pagesOf<Item>(
  read: (cursor: string | null) => Promise<Page<Item>>,
): AsyncGenerator<readonly Item[]> {
  let cursor: string | null = null;
  do {
    const page: Page<Item> = await read(cursor);
    yield page.data;
    cursor = page.cursor;
  } while (cursor !== null);
}
