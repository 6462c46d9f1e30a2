import { syntaxError, type Token, tokenise } from './filter-tokens.ts';

/** A reader of an expression's tokens. */
export type FilterCursor = {
  readonly peek: () => Token;
  readonly next: () => Token;
  /** Takes the next token if it is this word (in capitals, whatever its case) or symbol. */
  readonly accept: (value: string) => boolean;
  /** The same; InvalidRequestException when it is another. */
  readonly expect: (value: string) => void;
};

/** Reads an expression's tokens one by one; InvalidRequestException at what is no token. */
export function filterCursor(expression: string): FilterCursor {
  const tokens = tokenise(expression);
  const last: Token = tokens.at(-1) ?? { kind: 'end', value: '', at: 0 };
  let at = 0;
  const peek = (): Token => tokens[at] ?? last;
  const isNext = (value: string): boolean => {
    const token = peek();
    if (token.kind === 'word') return token.value.toUpperCase() === value;
    return token.kind === 'symbol' && token.value === value;
  };
  const accept = (value: string): boolean => {
    const same = isNext(value);
    if (same) at += 1;
    return same;
  };
  return {
    peek,
    accept,
    next: () => {
      const token = peek();
      at += 1;
      return token;
    },
    expect: (value) => {
      if (!accept(value)) throw syntaxError(peek(), `'${value}'`);
    },
  };
}
