import { api, onUnauthenticated } from '../api/api.ts';
import { createCart } from './cart.ts';
import { createCatalogue } from './catalogue.ts';
import { browserStorage, tabStorage } from './safe-storage.ts';
import { createSession } from './session.ts';

/** Who is signed in on this page. */
export const session = createSession(api, browserStorage, tabStorage);

/** The cart of this page's visitor. */
export const cart = createCart(api);

/** The catalogue as far as this page has read it. */
export const catalogue = createCatalogue(api, () => performance.now());

onUnauthenticated(session.expire);
