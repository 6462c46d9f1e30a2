import { malformedQuery, type Span } from './malformed-query.ts';
import { compilePattern } from './regular-expression.ts';
import type { Duration } from './syntax.ts';
import { timeUnit } from './time-units.ts';

/** A symbol of the query language; `text` is as written. */
export type Token = Span & { readonly text: string } & (
    | { readonly kind: 'symbol' | 'end' }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'string'; readonly value: string }
    | { readonly kind: 'number'; readonly value: number }
    | { readonly kind: 'duration'; readonly duration: Duration }
  );

type WithoutText<T> = T extends unknown ? Omit<T, 'text' | 'start' | 'end'> : never;
type Meaning = WithoutText<Token>;

const SPACE = /(?:\s|#[^\n]*)*/y;
const NAME = /(?:[@A-Za-z_][\w@]*|@?`[^`]+`)(?:\.(?:[\w@]+|`[^`]+`)|\[\d+\])*/y;
const NUMBER = /(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)([A-Za-z]*)/y;
const STRING = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/sy;
const REGEX = /\/((?:[^/\\\n]|\\.)+)\//y;
const SYMBOL = /=~|!=|<=|>=|\|\||[|,()[\]=<>+\-*/%^]/y;

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

/** Only the quote and the backslash are escaped; `\d` of a pattern in quotes stays what it is. */
const unquoted = (text: string): string => text.replace(/\\(["'\\])/g, '$1');

/** A field's name as it is discovered: without backticks, its indices after dots. */
const plainName = (text: string): string => text.replaceAll('`', '').replace(/\[(\d+)\]/g, '.$1');

/** Reads a query symbol by symbol. A slash is division, unless the parser asks for a regular expression. */
export interface Lexer {
  /** The symbol that comes next. */
  peek(): Token;
  next(): Token;
  /** The regular expression that comes next, if one does. */
  regex(): (Span & { readonly pattern: RegExp }) | undefined;
}

/** Reads numbers such as `95`, and durations such as `5m`. */
function numeric(query: string, span: Span, digits: string, suffix: string): Meaning {
  if (suffix === '') return { kind: 'number', value: Number(digits) };
  const unit = timeUnit(suffix);
  if (unit === undefined) throw malformedQuery(query, span, `unexpected symbol found ${digits}${suffix}`);
  return { kind: 'duration', duration: { amount: Number(digits), unit } };
}

function read(query: string, start: number): Token {
  const token = (match: RegExpExecArray, meaning: Meaning): Token => ({
    ...meaning,
    ...{ text: match[0], start, end: start + match[0].length },
  });
  if (start >= query.length) return { kind: 'end', text: 'end of query', start, end: start };
  const name = matchAt(NAME, query, start);
  if (name) return token(name, { kind: 'name', name: plainName(name[0]) });
  const number = matchAt(NUMBER, query, start);
  if (number) {
    const span = { start, end: start + number[0].length };
    return token(number, numeric(query, span, number[1] ?? '', number[2] ?? ''));
  }
  const string = matchAt(STRING, query, start);
  if (string) return token(string, { kind: 'string', value: unquoted(string[1] ?? string[2] ?? '') });
  const symbol = matchAt(SYMBOL, query, start);
  if (symbol) return token(symbol, { kind: 'symbol' });
  const character = String.fromCodePoint(query.codePointAt(start) ?? 0);
  const unclosed = /["'`]/.test(character) ? `, which is not closed,` : '';
  throw malformedQuery(
    query,
    { start, end: start + character.length },
    `unexpected symbol found ${character}${unclosed}`,
  );
}

/** Makes the lexer of a query. */
export function createLexer(query: string): Lexer {
  let at = 0;
  let ahead: Token | undefined;
  const skipSpace = (): number => at + (matchAt(SPACE, query, at)?.[0].length ?? 0);
  const peek = (): Token => {
    ahead ??= read(query, skipSpace());
    return ahead;
  };
  return {
    peek,
    next: () => {
      const token = peek();
      at = token.end;
      ahead = undefined;
      return token;
    },
    regex: () => {
      const start = skipSpace();
      const match = matchAt(REGEX, query, start);
      if (!match) return undefined;
      const span = { start, end: start + match[0].length };
      at = span.end;
      ahead = undefined;
      return { ...span, pattern: compilePattern(query, span, match[1] ?? '') };
    },
  };
}
