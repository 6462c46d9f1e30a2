/** The value of @ptr: where an event is in the store, as opaque text. */
export const pointerTo = (id: number): string =>
  Buffer.from(`event:${String(id).padStart(16, '0')}`).toString('base64');

/** The id of an event from its @ptr; `undefined` when it is none. */
export function readPointer(pointer: string): number | undefined {
  const [, id] = /^event:(\d{16})$/.exec(Buffer.from(pointer, 'base64').toString()) ?? [];
  return id === undefined ? undefined : Number(id);
}
