/** The cookies of one walk, by name; attributes are not looked at, for a walk visits one site and is soon over. */
export type CookieJar = {
  /** Takes over what a response's `Set-Cookie` headers say. */
  store(headers: Headers): void;
  /** Value of the `Cookie` header, or undefined when there are none. */
  header(): string | undefined;
};

/** An empty jar. */
export function createCookieJar(): CookieJar {
  const cookies = new Map<string, string>();
  return {
    store(headers) {
      for (const cookie of headers.getSetCookie()) {
        const [pair = ''] = cookie.split(';');
        const equals = pair.indexOf('=');
        if (equals > 0) cookies.set(pair.slice(0, equals).trim(), pair.slice(equals + 1).trim());
      }
    },
    header: () => (cookies.size === 0 ? undefined : [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')),
  };
}
