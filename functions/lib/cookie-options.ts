/** Attributes of the shop's cookies: `__Host-` ones that no script reads and that no other site's write carries. */
export const COOKIE_OPTIONS = { prefix: 'host', secure: true, httpOnly: true, sameSite: 'Lax', path: '/' } as const;
