/** The part of the browser's Storage that the pages use; `lasting` tells whether what is kept here outlives the page. */
export type SafeStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> & { readonly lasting: boolean };

/** A storage that never throws: where the browser's is blocked or full, values live in memory until the page is left. */
export function safeStorage(open: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): SafeStorage {
  const memory = new Map<string, string>();
  const attempt = <Result>(work: (storage: ReturnType<typeof open>) => Result): Result | undefined => {
    try {
      return work(open());
    } catch {
      return undefined;
    }
  };
  return {
    get lasting() {
      return attempt((storage) => storage.getItem('') === null) ?? false;
    },
    getItem: (key) => memory.get(key) ?? attempt((storage) => storage.getItem(key)) ?? null,
    setItem: (key, value) => {
      memory.set(key, value);
      attempt((storage) => {
        storage.setItem(key, value);
        memory.delete(key);
      });
    },
    removeItem: (key) => {
      memory.delete(key);
      attempt((storage) => storage.removeItem(key));
    },
  };
}

/** What this browser keeps for the site. */
export const browserStorage = safeStorage(() => localStorage);

/** What this tab keeps, across reloads. */
export const tabStorage = safeStorage(() => sessionStorage);
