import { LOCALE } from '../ui/locale.ts';

/** ISO 3166-1 alpha-2 codes of the countries one can order from. */
const CODES =
  'AR AT AU BE BG BR CA CH CL CZ DE DK EE ES FI FR GB GR HR HU IE IL IN IS IT JP KR LT LU LV MX NL NO NZ PL PT RO SE SG SI SK TR US ZA';

/** A country's code and its name in the visitor's English. */
export type Country = { code: string; name: string };

/** The countries one can order from, by name. */
export function countries(locale: string = LOCALE): Country[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  return CODES.split(' ')
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
}

/** A country's name for its code; an unknown code stands for itself. */
export function countryName(code: string, locale: string = LOCALE): string {
  return /^[A-Z]{2}$/.test(code) ? (new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code) : code;
}
