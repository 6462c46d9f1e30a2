import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { GUEST_CART_LIFETIME, guestOwner } from './cart-store.ts';
import type { ApiContext } from './context.ts';
import { COOKIE_OPTIONS } from './cookie-options.ts';
import { hashToken, isToken, newToken, session } from './session.ts';

const COOKIE = 'cart';

function guestToken(c: ApiContext): string | undefined {
  const token = getCookie(c, COOKIE, 'host');
  return token && isToken(token) ? token : undefined;
}

function giveCookie(c: ApiContext, token: string): string {
  setCookie(c, COOKIE, token, { ...COOKIE_OPTIONS, maxAge: GUEST_CART_LIFETIME });
  return guestOwner(hashToken(token));
}

/** Owner of the cart that the guest's cookie names, if there is one. */
export function guestCartOwner(c: ApiContext): string | undefined {
  const token = guestToken(c);
  return token && guestOwner(hashToken(token));
}

/** Owner of the caller's cart: the user, else the guest; undefined for a guest who has none yet. */
export async function cartOwner(c: ApiContext): Promise<string | undefined> {
  return (await session(c))?.userId ?? guestCartOwner(c);
}

/** As `cartOwner`, for a change: it prolongs the life of a guest's cart, so the guest's cookie is set anew to last as long. */
export async function changingOwner(c: ApiContext): Promise<string | undefined> {
  const user = await session(c);
  if (user) return user.userId;
  const token = guestToken(c);
  return token && giveCookie(c, token);
}

/** Gives a guest a cart of their own: sets the cookie and returns the owner. */
export function newGuestCart(c: ApiContext): string {
  return giveCookie(c, newToken());
}

/** Takes the guest's cart cookie away. */
export function forgetGuestCart(c: ApiContext): void {
  if (getCookie(c, COOKIE, 'host') !== undefined) deleteCookie(c, COOKIE, COOKIE_OPTIONS);
}
