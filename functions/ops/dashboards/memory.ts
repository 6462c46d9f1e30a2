/** Values by key, of which the one that was not asked for longest is forgotten when there are too many. */
export type Memory<Value> = {
  readonly get: (key: string) => Value | undefined;
  readonly set: (key: string, value: Value) => void;
};

/** Remembers that many values at most. */
export function createMemory<Value>(most: number): Memory<Value> {
  const known = new Map<string, Value>();
  const set = (key: string, value: Value) => {
    known.delete(key);
    known.set(key, value);
    for (const oldest of known.keys()) {
      if (known.size <= most) return;
      known.delete(oldest);
    }
  };
  return {
    get(key) {
      const value = known.get(key);
      if (value !== undefined) set(key, value);
      return value;
    },
    set,
  };
}
