import { createHash } from 'node:crypto';
import { isTrue, toNumber, toText, truth, type Value } from '../value.ts';
import type { InsightsFunction, InsightsFunctions } from './insights-function.ts';

/** A function of texts, missing when one of them is. */
const ofTexts = (least: number, most: number, compute: (...texts: readonly string[]) => Value): InsightsFunction => ({
  ...{ least, most },
  apply: (...values) => {
    const texts = values.map(toText).filter((text) => text !== undefined);
    return texts.length < values.length ? undefined : compute(...texts);
  },
});

function trimmedStart(text: string, characters: string): string {
  let start = 0;
  while (start < text.length && characters.includes(text.charAt(start))) start += 1;
  return text.slice(start);
}

function trimmedEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

const leftTrim = (text: string, characters?: string): string =>
  characters === undefined ? text.trimStart() : trimmedStart(text, characters);
const rightTrim = (text: string, characters?: string): string =>
  characters === undefined ? text.trimEnd() : trimmedEnd(text, characters);

/** From an index on, to the end or of a length, in code points. */
function substring(value: Value, start: Value, length: Value): Value {
  const [text, from, count] = [toText(value), toNumber(start), toNumber(length)];
  if (text === undefined || from === undefined) return undefined;
  return [...text].slice(from, count === undefined ? undefined : from + count).join('');
}

/** Whether a text contains another; upper and lower case are alike where the third argument is true. */
function contains(text = '', part = '', alike = ''): Value {
  return truth(isTrue(alike) ? text.toLowerCase().includes(part.toLowerCase()) : text.includes(part));
}

const hash = (algorithm: string): InsightsFunction =>
  ofTexts(1, 1, (text = '') => createHash(algorithm).update(text).digest('hex'));

/** The text that is coded, missing where that cannot be. */
function decoded(decode: () => string): Value {
  try {
    return decode();
  } catch {
    return undefined;
  }
}

/** "String functions". */
export const TEXT: InsightsFunctions = {
  isempty: { least: 1, most: 1, apply: (value) => truth((toText(value) ?? '') === '') },
  isblank: { least: 1, most: 1, apply: (value) => truth((toText(value) ?? '').trim() === '') },
  concat: { least: 1, most: 50, apply: (...values) => values.map((value) => toText(value) ?? '').join('') },
  ltrim: ofTexts(1, 2, (text = '', characters) => leftTrim(text, characters)),
  rtrim: ofTexts(1, 2, (text = '', characters) => rightTrim(text, characters)),
  trim: ofTexts(1, 2, (text = '', characters) => rightTrim(leftTrim(text, characters), characters)),
  strlen: ofTexts(1, 1, (text = '') => [...text].length),
  toupper: ofTexts(1, 1, (text = '') => text.toUpperCase()),
  tolower: ofTexts(1, 1, (text = '') => text.toLowerCase()),
  substr: { least: 2, most: 3, apply: substring },
  replace: ofTexts(3, 3, (text = '', old = '', by = '') => (old === '' ? text : text.replaceAll(old, () => by))),
  strcontains: ofTexts(2, 3, contains),
  startswith: ofTexts(2, 2, (text = '', part = '') => truth(text.startsWith(part))),
  endswith: ofTexts(2, 2, (text = '', part = '') => truth(text.endsWith(part))),
  urlencode: ofTexts(1, 1, (text = '') => encodeURIComponent(text)),
  urldecode: ofTexts(1, 1, (text = '') => decoded(() => decodeURIComponent(text.replaceAll('+', ' ')))),
  base64encode: ofTexts(1, 1, (text = '') => Buffer.from(text).toString('base64')),
  base64decode: ofTexts(1, 1, (text = '') => Buffer.from(text, 'base64').toString()),
  split: ofTexts(2, 2, (text = '', separator = '') => text.split(separator)),
  md5: hash('md5'),
  sha256: hash('sha256'),
};
