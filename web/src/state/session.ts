import { ApiError } from '../api/api-error.ts';
import type { ApiClient } from '../api/client.ts';
import type { User } from '../api/types.ts';
import { createStore, type Store } from './store.ts';

/** Who is here: not known yet, nobody signed in, somebody, or not to be found out because the call failed. */
export type Session =
  | { status: 'unknown' }
  | { status: 'guest' }
  | { status: 'signedIn'; user: User }
  | { status: 'failed'; error: unknown };

/** The session and what changes it; each action settles when the server has answered and rejects with `ApiError`. */
export interface SessionState {
  readonly store: Store<Session>;
  load(): Promise<void>;
  signIn(credentials: { email: string; password: string }): Promise<void>;
  register(account: { email: string; password: string; name: string }): Promise<void>;
  signOut(): Promise<void>;
  expire(): void;
}

/** A session over the given client, unknown until loaded. */
export function createSession(api: ApiClient): SessionState {
  const store = createStore<Session>({ status: 'unknown' });
  const enter = (user: User | null | undefined) => store.set(user ? { status: 'signedIn', user } : { status: 'guest' });
  const fail = (error: unknown) =>
    store.set(error instanceof ApiError && error.status === 401 ? { status: 'guest' } : { status: 'failed', error });
  const load = () => api<{ user: User | null }>('/api/auth/me').then(({ user }) => enter(user), fail);
  const open = async (path: string, body: unknown) => {
    await api(path, { method: 'POST', body });
    await load();
    const after = store.get();
    if (after.status === 'failed') throw after.error;
  };
  return {
    store,
    load,
    signIn: (credentials) => open('/api/auth/login', credentials),
    register: (account) => open('/api/auth/register', account),
    signOut: async () => {
      await api('/api/auth/logout', { method: 'POST' });
      enter(null);
    },
    expire: () => {
      if (store.get().status === 'signedIn') enter(null);
    },
  };
}
