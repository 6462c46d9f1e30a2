/** The first English the browser prefers (the pages are in English), so that dates and money read as the visitor is used to. */
export const LOCALE = globalThis.navigator?.languages?.find((language) => language.startsWith('en')) ?? 'en-US';
