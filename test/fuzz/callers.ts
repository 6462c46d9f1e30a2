import { callApi } from '../support/shopper.ts';
import { CALLERS, type Caller } from './fuzz-request.ts';

type Signed = Exclude<Caller, 'nobody' | 'stranger'>;
type Credentials = { readonly email: string; readonly password: string };

/** Who the requests of a fuzz come from. */
export type Callers = {
  /** Headers that say who it is. */
  headers(caller: Caller): Readonly<Record<string, string>>;
  /** Told that a caller's session may have ended: `renew` looks into it. */
  doubt(caller: Caller): void;
  /** Gives those in doubt who are signed out a new session, or later, when they cannot be given one now. */
  renew(): Promise<void>;
};

const PASSWORD = 'correct horse battery';
/** Well formed, and of nobody. */
const STRANGER = `01ARZ3NDEKTSV4RRFFQ69G5FAV.${'A'.repeat(43)}`;

type Answered = { readonly token: string; readonly user: { readonly id: string } };
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** Customer, viewer and admin of a running shop, signed in, and two others. */
export async function createCallers(siteUrl: string, admin: Credentials): Promise<Callers> {
  const tokens = new Map<Signed, string>();
  const doubted = new Set<Signed>();
  let registered = 0;
  let customer: Credentials | undefined;

  /** Nothing when there were too many wrong passwords: those that the fuzz sends count, too, and pass with time. */
  async function signedIn(path: 'login' | 'register', body: Credentials): Promise<Answered | undefined> {
    const answer = await callApi<Answered>(siteUrl, 'POST', `/api/auth/${path}`, body);
    if (answer.status === 429) return undefined;
    if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  function newcomer(): Promise<Answered | undefined> {
    registered += 1;
    return signedIn('register', { email: `caller-${registered}@fuzz.example`, password: PASSWORD });
  }

  /** The same one as before, who has orders by now, unless the account is locked or gone. */
  async function customerAgain(): Promise<Answered | undefined> {
    const again = customer && (await callApi<Answered>(siteUrl, 'POST', '/api/auth/login', customer));
    if (again?.status === 200) return again.body;
    const answer = await newcomer();
    customer = { email: `caller-${registered}@fuzz.example`, password: PASSWORD };
    return answer;
  }

  /** A change of role ends the sessions, so that a viewer signs in again. */
  async function newViewer(): Promise<Answered | undefined> {
    const made = await newcomer();
    if (!made) return undefined;
    const headers = bearer(tokens.get('admin') ?? '');
    const answer = await callApi(siteUrl, 'PUT', `/api/admin/users/${made.user.id}/role`, { role: 'viewer' }, headers);
    if (answer.status === 401) return undefined;
    if (answer.status !== 200) throw new Error(`The viewer’s role answered ${answer.status}.`);
    return signedIn('login', { email: `caller-${registered}@fuzz.example`, password: PASSWORD });
  }

  const enter: Readonly<Record<Signed, () => Promise<Answered | undefined>>> = {
    admin: () => signedIn('login', admin),
    customer: customerAgain,
    viewer: newViewer,
  };

  async function renewOne(caller: Signed): Promise<void> {
    const known = tokens.get(caller);
    const me =
      known === undefined ? undefined : await callApi(siteUrl, 'GET', '/api/auth/me', undefined, bearer(known));
    if (me?.status === 200) return;
    const entered = await enter[caller]();
    if (entered) tokens.set(caller, entered.token);
    else doubted.add(caller);
  }

  for (const caller of ['admin', 'customer', 'viewer'] as const) await renewOne(caller);
  return {
    headers(caller) {
      if (caller === 'nobody') return {};
      return bearer(caller === 'stranger' ? STRANGER : (tokens.get(caller) ?? STRANGER));
    },
    doubt(caller) {
      if (caller !== 'nobody' && caller !== 'stranger') doubted.add(caller);
    },
    async renew() {
      for (const caller of CALLERS.toReversed()) {
        if (caller === 'nobody' || caller === 'stranger' || !doubted.delete(caller)) continue;
        await renewOne(caller);
      }
    },
  };
}
