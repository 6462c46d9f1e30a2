const HERE = 'https://shop.invalid';

/** The path to go to after signing in, taken from the address: only a path of this site, anything else leads home. */
export function safeReturnPath(wanted: string | undefined): string {
  if (!wanted?.startsWith('/')) return '/';
  const url = URL.canParse(wanted, HERE) ? new URL(wanted, HERE) : undefined;
  return url?.origin === HERE && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : '/';
}

/** The sign-in page's address (or the register page's) that leads back to `path`. */
export function signInHref(path: string, page: '/sign-in' | '/register' = '/sign-in'): string {
  return path === '/' ? page : `${page}?${new URLSearchParams({ return: path })}`;
}
