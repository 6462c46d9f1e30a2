import { ApiError } from '../api/api-error.ts';
import type { ApiClient } from '../api/client.ts';
import type { Role, User } from '../api/types.ts';
import { keepKnown, type LastKnown, lastKnown } from './last-known.ts';
import type { SafeStorage } from './safe-storage.ts';
import { createStore, type Store } from './store.ts';

/** Who is here: not known yet, nobody signed in, somebody, or not to be found out because the call failed. */
export type Session =
  | { status: 'unknown' }
  | { status: 'guest' }
  | { status: 'signedIn'; user: User }
  | {
      status: 'failed';
      error: unknown;
      /** Who it was when this tab last knew, where the server itself has failed: enough to show what it lets them see. */
      known?: LastKnown;
    };

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
 * The tab keeps who it was, for when the server cannot say.
 */
export function createSession(api: ApiClient, memory: SafeStorage, tab: SafeStorage): SessionState {
  const store = createStore<Session>({ status: 'unknown' });
  const enter = (user: User | null) => {
    if (user) memory.setItem(KEY, 'yes');
    else memory.removeItem(KEY);
    keepKnown(tab, user);
    store.set(user ? { status: 'signedIn', user } : { status: 'guest' });
  };
  const fail = (error: unknown) => {
    const status = error instanceof ApiError ? error.status : 0;
    if (status === 401) return enter(null);
    const known = status >= 500 ? lastKnown(tab) : undefined;
    return store.set({ status: 'failed', error, ...(known && { known }) });
  };
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
      const current = store.get();
      if (current.status === 'signedIn' || (current.status === 'failed' && current.known)) enter(null);
    },
  };
}

/** The role of whoever is here, as far as it is known; undefined for guests. What it allows, the API decides. */
export function roleOf(current: Session): Role | undefined {
  if (current.status === 'signedIn') return current.user.role;
  return current.status === 'failed' ? current.known?.role : undefined;
}
