import type { SafeStorage } from '../../web/src/state/safe-storage.ts';

/** The part of the browser's Storage that the pages use, held in memory. */
export function memoryStorage({ lasting = true } = {}): SafeStorage {
  const values = new Map<string, string>();
  return {
    lasting,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => {
      values.set(key, value);
    },
    removeItem: (key) => {
      values.delete(key);
    },
  };
}
