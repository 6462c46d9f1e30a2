/** Something loaded from the server: not there yet, failed, or there, perhaps with the error that stopped its last refresh. */
export type Resource<Data> =
  | { status: 'loading' }
  | { status: 'failed'; error: unknown }
  | { status: 'ready'; data: Data; refreshing: boolean; error?: unknown };

/** A resource together with the key that it was loaded for. */
export type Held<Data> = { key: string; resource: Resource<Data> };

/** What is held once loading for `key` has begun: data that is there stays, under its own key, until it is replaced. */
export function begun<Data>({ key: of, resource }: Held<Data>, key: string): Held<Data> {
  return resource.status === 'ready'
    ? { key: of, resource: { ...resource, refreshing: true } }
    : { key, resource: { status: 'loading' } };
}

/** What is held once data for `key` has arrived. */
export function arrived<Data>(key: string, data: Data): Held<Data> {
  return { key, resource: { status: 'ready', data, refreshing: false } };
}

/** What is held once loading for `key` has failed: data of the same key stays, with the error; that of another key goes. */
export function failed<Data>({ key: of, resource }: Held<Data>, key: string, error: unknown): Held<Data> {
  return of === key && resource.status === 'ready'
    ? { key, resource: { ...resource, refreshing: false, error } }
    : { key, resource: { status: 'failed', error } };
}
