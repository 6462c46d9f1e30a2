import { type Ask, type Drive, ROUTES } from './drive.ts';
import type { Person } from './people.ts';
import { TYPED } from './typed-values.ts';

/** Whoever is taken at their word here cannot ask for anything else. */
const LEAVING = ['POST /api/auth/logout', 'POST /api/account/sign-out-everywhere', 'DELETE /api/account'];
const writes = (key: string) => !key.startsWith('GET');

/** Something typed wherever the route takes a value. */
function fullOfTyped(key: string): Ask {
  const params = { id: TYPED.path, productId: TYPED.email, orderId: TYPED.card, name: TYPED.street };
  const query = { search: TYPED.name, cursor: TYPED.token, limit: TYPED.card, filter: TYPED.email, q: TYPED.street };
  return { params, query, ...(writes(key) ? { body: TYPED } : {}) };
}

const HEADERS = {
  authorization: `Bearer ${TYPED.token}`,
  'x-request-id': TYPED.email,
  'x-correlation-id': TYPED.card,
  'idempotency-key': TYPED.email,
  'x-forwarded-for': TYPED.street,
};

/** Every route is asked by strangers, by a customer and by an admin, in ways that it cannot take. */
export async function beRefused(drive: Drive, careless: Person, admin: Person): Promise<void> {
  const last = (key: string) => Number(LEAVING.includes(key));
  for (const { key, access } of ROUTES.toSorted((one, other) => last(one.key) - last(other.key))) {
    const typed = fullOfTyped(key);
    await drive.ask(key, { ...typed, headers: HEADERS });
    await careless.ask(key, typed);
    const { ask } = access === 'admin' || access === 'viewer' ? admin : careless;
    const broken = writes(key) ? { raw: `{"email":"${TYPED.email}","card":${TYPED.card},` } : {};
    await ask(key, { params: typed.params ?? {}, ...broken });
  }
}

/** What leads nowhere, and what comes from elsewhere. */
export async function loseTheWay(drive: Drive): Promise<void> {
  await drive.ask(`GET /api/${encodeURIComponent(TYPED.email)}`);
  await drive.ask(`PATCH /api/products/${encodeURIComponent(TYPED.street)}`, { query: { q: TYPED.card } });
  await drive.ask('POST /api/auth/login', { headers: { origin: `https://${TYPED.city}.example` }, body: TYPED });
  await drive.ask('POST /api/auth/login', { headers: { cookie: `session=${TYPED.token}` }, body: TYPED });
  await drive.ask('POST /api/auth/login', { raw: JSON.stringify(TYPED.search.repeat(4_000)) });
}
