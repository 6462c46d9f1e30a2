import type { JsonValue } from '../../aws/json.ts';

const [QUOTE, BACKSLASH, COMMA, COLON, SPACE] = [0x22, 0x5c, 0x2c, 0x3a, 0x20];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];

/** The place after a string's closing quote; -1 when it has none. `at` is that of its opening one. */
function afterString(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return end + 1;
  }
  return -1;
}

/** The place after an object or a list; -1 when it does not end. */
function afterStructure(text: string, at: number): number {
  let depth = 0;
  for (let index = at; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) {
      index = afterString(text, index) - 1;
      if (index < 0) return -1;
    } else if (code === OPEN_OBJECT || code === OPEN_LIST) depth += 1;
    else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return -1;
}

function afterWord(text: string, at: number): number {
  let end = at;
  for (let code = text.charCodeAt(end); code !== COMMA && code !== CLOSE_OBJECT; code = text.charCodeAt(end)) {
    end += 1;
    if (end > text.length) return -1;
  }
  return end;
}

function afterValue(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === QUOTE) return afterString(text, at);
  return code === OPEN_OBJECT || code === OPEN_LIST ? afterStructure(text, at) : afterWord(text, at);
}

function afterSpace(text: string, at: number): number {
  let end = at;
  while (text.charCodeAt(end) <= SPACE) end += 1;
  return end;
}

function parsed(text: string): JsonValue | undefined {
  if (text.charCodeAt(0) === QUOTE && !text.includes('\\')) return text.slice(1, -1);
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Tells the members of a JSON object that are wanted, without parsing the others: faster than JSON.parse where a few of
 * many are wanted. Whether it looked like a JSON object to its end: of a line that was cut off nothing is known.
 */
export function topMembers(
  text: string,
  wanted: { has(member: string): boolean },
  found: (member: string, value: JsonValue) => void,
): boolean {
  let at = afterSpace(text, 1);
  while (text.charCodeAt(at) === QUOTE) {
    const keyEnd = afterString(text, at);
    const colon = keyEnd === -1 ? -1 : afterSpace(text, keyEnd);
    if (colon === -1 || text.charCodeAt(colon) !== COLON) return false;
    const start = afterSpace(text, colon + 1);
    const end = afterValue(text, start);
    if (end === -1) return false;
    const raw = text.slice(at + 1, keyEnd - 1);
    const member = raw.includes('\\') ? String(parsed(`"${raw}"`)) : raw;
    if (wanted.has(member)) {
      const value = parsed(text.slice(start, end).trimEnd());
      if (value === undefined) return false;
      found(member, value);
    }
    at = afterSpace(text, end);
    if (text.charCodeAt(at) === CLOSE_OBJECT) return true;
    if (text.charCodeAt(at) !== COMMA) return false;
    at = afterSpace(text, at + 1);
  }
  return text.charCodeAt(at) === CLOSE_OBJECT;
}
