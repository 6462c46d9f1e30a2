import { invalidRequest } from './xray-errors.ts';

/** A lexical part of a filter expression and where it begins. */
export type Token = {
  readonly kind: 'word' | 'text' | 'number' | 'symbol' | 'end';
  readonly value: string;
  readonly at: number;
};

const pattern = /\s*(?:"((?:[^"\\]|\\.)*)"|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w.-]*)|(!=|<=|>=|[!=<>(){}[\],:]))/y;

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
    const match = pattern.exec(expression);
    if (!match) throw syntaxError({ kind: 'symbol', value: expression.charAt(at), at }, 'a keyword, value or operator');
    const [, text, number, word, symbol] = match;
    if (text !== undefined) tokens.push({ kind: 'text', value: text.replace(/\\(.)/g, '$1'), at });
    else if (number !== undefined) tokens.push({ kind: 'number', value: number, at });
    else if (word !== undefined) tokens.push({ kind: 'word', value: word, at });
    else tokens.push({ kind: 'symbol', value: symbol ?? '', at });
  }
  return [...tokens, { kind: 'end', value: '', at: end }];
}
