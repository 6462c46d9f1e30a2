import { useEffect, useState } from 'preact/hooks';

/** A value that outlives pages and tells its readers when it is replaced. */
export interface Store<Value> {
  get(): Value;
  set(next: Value): void;
  subscribe(listener: (value: Value) => void): () => void;
}

/** A store that starts with the given value. */
export function createStore<Value>(initial: Value): Store<Value> {
  const listeners = new Set<(value: Value) => void>();
  let value = initial;
  return {
    get: () => value,
    set(next) {
      value = next;
      for (const listener of listeners) listener(value);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** The value of a store, rendered anew whenever it is replaced. */
export function useStore<Value>(store: Store<Value>): Value {
  const [value, setValue] = useState(() => store.get());
  useEffect(() => {
    setValue(() => store.get());
    return store.subscribe((next) => setValue(() => next));
  }, [store]);
  return value;
}
