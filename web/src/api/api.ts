import { tabStorage } from '../state/safe-storage.ts';
import { createClient } from './client.ts';
import { correlationId } from './correlation-id.ts';

const listeners = new Set<() => void>();

/** Calls the listener whenever the server says that nobody (or nobody any more) is signed in. */
export function onUnauthenticated(listener: () => void): void {
  listeners.add(listener);
}

/** The client of this page, for everything that talks to the shop's own origin. */
export const api = createClient({
  fetch: (input, init) => fetch(input, init),
  correlationId: correlationId(tabStorage, () => crypto.randomUUID()),
  onUnauthenticated: () => {
    for (const listener of listeners) listener();
  },
});
