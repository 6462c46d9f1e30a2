const KEY = 'smallcart.correlation';

/** The id that ties all requests of one page session (one browser tab, across reloads) together; made on first use. */
export function correlationId(storage: Pick<Storage, 'getItem' | 'setItem'>, makeId: () => string): string {
  const known = storage.getItem(KEY);
  if (known !== null) return known;
  const id = makeId();
  storage.setItem(KEY, id);
  return id;
}
