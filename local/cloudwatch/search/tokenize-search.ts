import { MathError } from '../math/math-error.ts';

/** A piece of a search term; `position` counts from the beginning of the search text. */
export type SearchToken =
  | { readonly kind: 'word' | 'quoted' | 'symbol'; readonly text: string; readonly position: number }
  | { readonly kind: 'end'; readonly position: number };

const SPACE = /\s+/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/sy;
const SYMBOL = /[(){}=,]/y;
const WORD = /[^\s"'(){}=,]+/y;

/** Splits a search into words, quoted texts (escapes undone) and symbols; MathError for a quote that is not closed. */
export function tokenizeSearch(text: string): SearchToken[] {
  const tokens: SearchToken[] = [];
  let position = 0;
  while (position < text.length) {
    const space = match(SPACE, text, position);
    const token = space === undefined ? nextToken(text, position) : undefined;
    if (token !== undefined) tokens.push(token.token);
    position += space?.length ?? token?.length ?? 1;
  }
  tokens.push({ kind: 'end', position });
  return tokens;
}

function nextToken(text: string, position: number): { token: SearchToken; length: number } {
  const quoted = match(QUOTED, text, position);
  if (quoted !== undefined) {
    const inner = quoted.slice(1, -1).replace(/\\(.)/gs, '$1');
    return { token: { kind: 'quoted', text: inner, position }, length: quoted.length };
  }
  const symbol = match(SYMBOL, text, position);
  if (symbol !== undefined) return { token: { kind: 'symbol', text: symbol, position }, length: 1 };
  const word = match(WORD, text, position);
  if (word === undefined) throw new MathError('the quoted text of the search is not closed', position);
  return { token: { kind: 'word', text: word, position }, length: word.length };
}

function match(pattern: RegExp, text: string, position: number): string | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0];
}
