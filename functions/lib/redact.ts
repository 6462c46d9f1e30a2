/** Characters of a text that are looked at and kept: enough for a message with its stack. */
export const LONGEST_TEXT = 4_096;
const REDACTED = '[redacted]';

/** An apostrophe may be part of an address, as of a name. */
const WORD = /(?:[^\s"'<>]|(?<=\w)'(?=\w))+/g;
/** In an address the sign may be escaped. */
const EMAIL = /[^@]@[^@]|%40/i;
/** Twelve digits or more, spaced or dashed: card numbers, phone numbers. */
const DIGITS = /\d(?:[ -]?\d){11,}/g;
/** Session tokens, keys and signatures; the ids that are told are shorter. */
const TOKEN = /[\w-]{40,}/g;
/** What follows the path in an address: searches, signatures. */
const QUERY = /\?[^\s"'<>?]*=[^\s"'<>]*/g;
/** What any of these could be in: most of what is said has none of it. */
const SUSPECT = /[@%?]|\d(?:[ -]?\d){11}|[\w-]{40}/;
const SEPARATOR = /[\s"<>]/;
const NUMERIC = /[\d -]/;

/** The place at or before `end` where a run of such characters begins, if one goes on across `end`. */
function beforeRun(text: string, end: number, isPart: (character: string) => boolean): number {
  if (!isPart(text.charAt(end))) return end;
  let cut = end;
  while (cut > 0 && isPart(text.charAt(cut - 1))) cut--;
  return cut;
}

/** The place at or before `end` at which neither a word nor a spaced number is cut in two. */
function betweenWords(text: string, end: number): number {
  const numberCut = beforeRun(text, end, (character) => NUMERIC.test(character));
  return beforeRun(text, numberCut, (character) => character !== '' && !SEPARATOR.test(character));
}

/** The place at or before `end` at which none of the values is cut in two. */
function betweenValues(text: string, end: number, values: readonly string[]): number {
  return values.reduce((cut, value) => {
    const from = Math.max(0, cut - value.length + 1);
    const crossing = text.slice(from, cut + value.length - 1).indexOf(value);
    return crossing < 0 ? cut : from + crossing;
  }, end);
}

/** Where a text is cut: what would be left of a word, a number or a value that is cut in two might be told. */
function cutAt(text: string, values: readonly string[]): number {
  if (text.length <= LONGEST_TEXT) return text.length;
  let end = LONGEST_TEXT;
  for (let rounds = 0; rounds < 8; rounds++) {
    const cut = betweenValues(text, betweenWords(text, end), values);
    if (cut === end) return end;
    end = cut;
  }
  return 0;
}

/** A value as it is, as JSON writes it and as an address does; what is shorter than three characters could be anything. */
function spellings(value: string): string[] {
  return value.length < 3 ? [] : [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value.toWellFormed())];
}

/** The text without the values, which may overlap and hold one another: nothing is left of any. */
function withoutValues(text: string, values: readonly string[]): string {
  const hidden = new Uint8Array(text.length);
  for (const value of values) {
    for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) hidden.fill(1, at, at + value.length);
  }
  if (!hidden.includes(1)) return text;
  return Array.from(hidden, (isHidden, at) => {
    if (!isHidden) return text.charAt(at);
    return hidden[at - 1] ? '' : REDACTED;
  }).join('');
}

/**
 * The text without the given values, e-mail addresses, long numbers, tokens and query strings: what an error says may quote what a user typed. It
 * is cut first, so that the work is bounded whatever was typed.
 */
export function redact(text: string, values: readonly string[] = []): string {
  if (values.length === 0 && text.length <= LONGEST_TEXT && !SUSPECT.test(text)) return text;
  const known = [...new Set(values.flatMap(spellings))];
  const end = cutAt(text, known);
  let result = withoutValues(text.slice(0, end), known);
  result = result.replace(QUERY, `?${REDACTED}`).replace(WORD, (word) => (EMAIL.test(word) ? REDACTED : word));
  result = result.replace(TOKEN, REDACTED).replace(DIGITS, REDACTED);
  return end < text.length ? `${result}…` : result;
}

/** What may be told of an error in logs and traces. */
export type SafeError = { name: string; message: string; stack: string; cause?: SafeError };

/** An error reduced to name, message and stack, all redacted, with its causes; properties that libraries add are left out. */
export function safeError(error: unknown, values: readonly string[] = [], depth = 0): SafeError {
  if (!(error instanceof Error)) return { name: 'NonError', message: `A ${typeof error} was thrown.`, stack: '' };
  // Libraries make errors of answers: a member may be anything.
  const told = (member: unknown) => (typeof member === 'string' ? redact(member, values) : '');
  const safe = { name: told(error.name), message: told(error.message), stack: told(error.stack) };
  if (error.cause === undefined || depth >= 3) return safe;
  return { ...safe, cause: safeError(error.cause, values, depth + 1) };
}

/** An error of the same class that says what may be told and no more, for Lambda's runtime logs what is thrown as it is. */
export function thrownSafely(error: unknown): Error {
  const { name, message, stack } = safeError(error);
  const safe = Object.assign(new Error(message), { name, stack });
  return error instanceof Error ? Object.setPrototypeOf(safe, Object.getPrototypeOf(error)) : safe;
}

/** Every string inside a JSON value, however deep; keys and binary data excluded. */
export function stringsIn(value: unknown): string[] {
  const strings: string[] = [];
  const rest = [value];
  while (rest.length > 0) {
    const next = rest.pop();
    if (typeof next === 'string') strings.push(next);
    else if (typeof next === 'object' && next !== null && !ArrayBuffer.isView(next))
      for (const inner of Object.values(next)) rest.push(inner);
  }
  return strings;
}
