import { MathError } from './math-error.ts';

/** A word is a metric id when it begins with a lower-case letter, otherwise a function name or keyword. */
export type Token =
  | { readonly kind: 'number'; readonly value: number; readonly position: number }
  | { readonly kind: 'string'; readonly text: string; readonly position: number }
  | { readonly kind: 'word'; readonly text: string; readonly position: number }
  | { readonly kind: 'symbol'; readonly text: string; readonly position: number }
  | { readonly kind: 'end'; readonly position: number };

const SPACE = /\s+/y;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z][A-Za-z0-9_]*/y;
const STRING = /'([^']*)'|"([^"]*)"/y;
const SYMBOL = /==|!=|<=|>=|&&|\|\||[-+*/^<>(),[\]]/y;

/** Splits a metric math expression into tokens, the last of kind `end`; MathError at a character that begins none. */
export function tokenize(expression: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < expression.length) {
    const space = match(SPACE, expression, position);
    if (space !== undefined) {
      position += space[0].length;
      continue;
    }
    const { token, length } = nextToken(expression, position);
    tokens.push(token);
    position += length;
  }
  tokens.push({ kind: 'end', position });
  return tokens;
}

function nextToken(expression: string, position: number): { token: Token; length: number } {
  const number = match(NUMBER, expression, position);
  if (number)
    return { token: { kind: 'number', value: finite(number[0], position), position }, length: number[0].length };
  const word = match(WORD, expression, position);
  if (word) return { token: { kind: 'word', text: word[0], position }, length: word[0].length };
  const string = match(STRING, expression, position);
  if (string) {
    return { token: { kind: 'string', text: string[1] ?? string[2] ?? '', position }, length: string[0].length };
  }
  const symbol = match(SYMBOL, expression, position);
  if (symbol) return { token: { kind: 'symbol', text: symbol[0], position }, length: symbol[0].length };
  throw new MathError(unexpected(expression.charAt(position)), position);
}

function finite(digits: string, position: number): number {
  const value = Number(digits);
  if (!Number.isFinite(value)) throw new MathError(`the number ${digits} is too large`, position);
  return value;
}

function unexpected(character: string): string {
  return character === "'" || character === '"' ? 'the string is not closed' : `unexpected character '${character}'`;
}

function match(pattern: RegExp, text: string, position: number): RegExpExecArray | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text) ?? undefined;
}
