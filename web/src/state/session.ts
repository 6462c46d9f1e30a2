import { ApiError } from '../api/api-error.ts';
import type { ApiClient } from '../api/client.ts';
import type { User } from '../api/types.ts';
import type { SafeStorage } from './safe-storage.ts';
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
  /** Shows a person as they are after a change of theirs. */
  show(user: User): void;
  /** Shows a guest: the session has ended on the server. */
  end(): void;
  expire(): void;
}

const KEY = 'smallcart.signed-in';

/**
 * A session over the given client, unknown until loaded. The memory says whether somebody signed in with this browser
 * (the cookie itself is out of a script's reach), so that guests are not asked about; a memory that does not last cannot say, so then the server is asked.
 */
export function createSession(api: ApiClient, memory: SafeStorage): SessionState {
  const store = createStore<Session>({ status: 'unknown' });
  const enter = (user: User | null) => {
    if (user) memory.setItem(KEY, 'yes');
    else memory.removeItem(KEY);
    store.set(user ? { status: 'signedIn', user } : { status: 'guest' });
  };
  const fail = (error: unknown) =>
    error instanceof ApiError && error.status === 401 ? enter(null) : store.set({ status: 'failed', error });
  const ask = () => api<{ user: User }>('/api/auth/me').then(({ user }) => enter(user), fail);
  const open = async (path: string, body: unknown) => {
    await api(path, { method: 'POST', body });
    await ask();
    const after = store.get();
    if (after.status === 'failed') throw after.error;
  };
  return {
    store,
    load: async () => (memory.lasting && memory.getItem(KEY) === null ? enter(null) : ask()),
    signIn: (credentials) => open('/api/auth/login', credentials),
    register: (account) => open('/api/auth/register', account),
    signOut: async () => {
      await api('/api/auth/logout', { method: 'POST' });
      enter(null);
    },
    show: enter,
    end: () => enter(null),
    expire: () => {
      if (store.get().status === 'signedIn') enter(null);
    },
  };
}
