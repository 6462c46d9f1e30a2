/** What a cache answers: the value, and whether this reading loaded it. */
export type Reading<T> = { readonly value: T; readonly loaded: boolean };

/** Where a cache gets its value from, and how long it keeps it. */
export type CacheOptions<T> = {
  readonly load: () => Promise<T>;
  /** How old the value may be, from when its loading began; milliseconds. */
  readonly lifetime: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly clock: () => number;
};

/** One value that is kept for a while; readings that come while it is being loaded wait for that loading. */
export type Cache<T> = { read(): Promise<Reading<T>> };

/** An empty cache. A loading that fails is told to all who wait for it, and forgotten. */
export function createCache<T>({ load, lifetime, clock }: CacheOptions<T>): Cache<T> {
  let kept: { readonly value: T; readonly since: number } | undefined;
  let loading: Promise<T> | undefined;

  async function reload(): Promise<T> {
    const since = clock();
    const value = await load();
    kept = { value, since };
    return value;
  }

  return {
    async read() {
      if (kept && clock() - kept.since < lifetime) return { value: kept.value, loaded: false };
      if (loading) return { value: await loading, loaded: false };
      loading = reload().finally(() => {
        loading = undefined;
      });
      return { value: await loading, loaded: true };
    },
  };
}
