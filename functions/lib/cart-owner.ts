import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { GUEST_CART_LIFETIME, guestOwner } from './cart-store.ts';
import type { ApiContext } from './context.ts';
import { COOKIE_OPTIONS } from './cookie-options.ts';
import { hashToken, isToken, newToken, session } from './session.ts';

const COOKIE = 'cart';

/** Owner of the cart that the guest's cookie names, if there is one. */
export function guestCartOwner(c: ApiContext): string | undefined {
  const token = getCookie(c, COOKIE, 'host');
  return token && isToken(token) ? guestOwner(hashToken(token)) : undefined;
}

/** Owner of the caller's cart: the user, else the guest; undefined for a guest who has none yet. */
export async function cartOwner(c: ApiContext): Promise<string | undefined> {
  return (await session(c))?.userId ?? guestCartOwner(c);
}

/** Gives a guest a cart of their own: sets the cookie and returns the owner. */
export function newGuestCart(c: ApiContext): string {
  const token = newToken();
  setCookie(c, COOKIE, token, { ...COOKIE_OPTIONS, maxAge: GUEST_CART_LIFETIME });
  return guestOwner(hashToken(token));
}

/** Takes the guest's cart cookie away. */
export function forgetGuestCart(c: ApiContext): void {
  if (getCookie(c, COOKIE, 'host') !== undefined) deleteCookie(c, COOKIE, COOKIE_OPTIONS);
}
