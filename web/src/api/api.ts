import { createClient } from './client.ts';
import { correlationId } from './correlation-id.ts';

/** The client of this page, for everything that talks to the shop's own origin. */
export const api = createClient({
  fetch: (input, init) => fetch(input, init),
  correlationId: correlationId(sessionStorage, () => crypto.randomUUID()),
});
