import { invalidRequest } from './xray-errors.ts';

/** A lexical part of a filter expression and where it begins. */
export type Token = {
  readonly kind: 'word' | 'text' | 'number' | 'symbol' | 'json' | 'end';
  readonly value: string;
  readonly at: number;
};

const pattern = /\s*(?:"((?:[^"\\]|\\.)*)"|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w.-]*)|(!=|<=|>=|[!=<>(){}[\],:]))/y;
/** A part of JSON that may open or close a list or an object, or hide that in a text. */
const jsonPart = /"(?:[^"\\]|\\.)*"|[[\]{}]/g;

/** InvalidRequestException that names the position. */
export function syntaxError(token: Token, expected: string): Error {
  const found = token.kind === 'end' ? 'the end' : `'${token.value}'`;
  return invalidRequest(`Invalid filter expression at position ${token.at}: expected ${expected} but found ${found}.`);
}

/** Splits a filter expression into tokens, an end token last; InvalidRequestException at what is no token. */
export function tokenise(expression: string): readonly Token[] {
  const tokens: Token[] = [];
  const end = expression.trimEnd().length;
  pattern.lastIndex = 0;
  while (pattern.lastIndex < end) {
    const at = pattern.lastIndex + (/^\s*/.exec(expression.slice(pattern.lastIndex))?.[0].length ?? 0);
    const token = expression.charAt(at) === '#' ? jsonToken(expression, at) : nextToken(expression, at);
    tokens.push(token);
    if (token.kind === 'json') pattern.lastIndex = at + 1 + token.value.length;
  }
  return [...tokens, { kind: 'end', value: '', at: end }];
}

function nextToken(expression: string, at: number): Token {
  const match = pattern.exec(expression);
  if (!match) throw syntaxError({ kind: 'symbol', value: expression.charAt(at), at }, 'a keyword, value or operator');
  const [, text, number, word, symbol] = match;
  if (text !== undefined) return { kind: 'text', value: text.replace(/\\(.)/g, '$1'), at };
  if (number !== undefined) return { kind: 'number', value: number, at };
  if (word !== undefined) return { kind: 'word', value: word, at };
  return { kind: 'symbol', value: symbol ?? '', at };
}

/** `#` and a list or an object of JSON, up to the bracket that closes it. */
function jsonToken(expression: string, at: number): Token {
  const json = expression.slice(at + 1);
  let depth = 0;
  for (const { 0: part, index } of json.matchAll(jsonPart)) {
    if (part.length > 1) continue;
    depth += part === '[' || part === '{' ? 1 : -1;
    if (depth <= 0) return { kind: 'json', value: json.slice(0, index + 1), at };
  }
  throw syntaxError({ kind: 'end', value: '', at: expression.trimEnd().length }, 'the end of the JSON');
}
