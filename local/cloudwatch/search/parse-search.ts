import { MathError } from '../math/math-error.ts';
import { nameChunks, nameWords } from './name-words.ts';
import type { MetricSchema, SearchCondition, SearchQuery, SearchValue } from './search-query.ts';
import { type SearchToken, tokenizeSearch } from './tokenize-search.ts';

const MAX_LENGTH = 1024;
const MAX_DEPTH = 100;

/**
 * Parses the first argument of SEARCH (User Guide "CloudWatch search expression syntax"): `{schema} term`, terms joined by
 * AND (also unwritten), OR and NOT. AND binds tighter than OR, NOT tightest. MathError's position counts from the
 * beginning of the text.
 */
export function parseSearch(text: string): SearchQuery {
  if (text.length > MAX_LENGTH) throw new MathError(`the search is longer than ${MAX_LENGTH} characters`, MAX_LENGTH);
  const tokens = tokenizeSearch(text);
  let index = 0;
  let depth = 0;

  const peek = (): SearchToken => tokens[index] ?? { kind: 'end', position: text.length };
  const next = (): SearchToken => {
    const token = peek();
    index += 1;
    return token;
  };
  const at = (kind: SearchToken['kind'], symbol: string): boolean => {
    const token = peek();
    return token.kind === kind && token.kind !== 'end' && token.text === symbol;
  };
  const skip = (symbol: string): boolean => {
    const found = at('symbol', symbol);
    if (found) index += 1;
    return found;
  };

  function schema(): MetricSchema | undefined {
    if (!skip('{')) return undefined;
    const names = [name('a namespace')];
    while (skip(',')) names.push(name('a dimension name'));
    if (!skip('}')) throw new MathError(`expected ',' or '}' but found ${describe(peek())}`, peek().position);
    skip(',');
    const [namespace = '', ...dimensionNames] = names;
    return { namespace, dimensionNames };
  }

  function name(what: string): string {
    const token = next();
    if (token.kind !== 'word' && token.kind !== 'quoted')
      throw new MathError(`expected ${what} but found ${describe(token)}`, token.position);
    const following = peek();
    if (following.kind === 'word' || following.kind === 'quoted')
      throw new MathError('a name with spaces must be in double quotes', token.position);
    return token.text;
  }

  function or(): SearchCondition {
    const operands = [and()];
    while (at('word', 'OR')) {
      index += 1;
      operands.push(and());
    }
    return joined('or', operands);
  }

  function and(): SearchCondition {
    const operands = [not()];
    for (;;) {
      if (at('word', 'AND')) index += 1;
      else if (peek().kind === 'end' || at('symbol', ')') || at('word', 'OR')) return joined('and', operands);
      operands.push(not());
    }
  }

  function not(): SearchCondition {
    const { position } = peek();
    if (at('word', 'NOT')) {
      index += 1;
      return nested(position, () => ({ kind: 'not', operand: not() }));
    }
    if (!skip('(')) return term();
    const inner = nested(position, or);
    if (!skip(')')) throw new MathError(`expected ')' but found ${describe(peek())}`, peek().position);
    return inner;
  }

  function term(): SearchCondition {
    const token = next();
    if (token.kind === 'symbol' || token.kind === 'end' || isOperator(token))
      throw new MathError(`expected a search term but found ${describe(token)}`, token.position);
    if (!skip('=')) return { kind: 'term', property: undefined, value: value(token) };
    return { kind: 'term', property: token.text, value: value(next()) };
  }

  function nested(position: number, parse: () => SearchCondition): SearchCondition {
    depth += 1;
    if (depth > MAX_DEPTH) throw new MathError(`the search is nested more than ${MAX_DEPTH} deep`, position);
    const result = parse();
    depth -= 1;
    return result;
  }

  const found = schema();
  const condition = peek().kind === 'end' ? undefined : or();
  const rest = peek();
  if (rest.kind !== 'end') throw new MathError(`expected a search term but found ${describe(rest)}`, rest.position);
  if (found === undefined && condition === undefined)
    throw new MathError('the search holds neither a metric schema nor a search term', 0);
  return { schema: found, condition };
}

function isOperator(token: SearchToken): boolean {
  return token.kind === 'word' && ['AND', 'OR', 'NOT'].includes(token.text);
}

function joined(kind: 'and' | 'or', operands: readonly SearchCondition[]): SearchCondition {
  const [only] = operands;
  return only !== undefined && operands.length === 1 ? only : { kind, operands };
}

function value(token: SearchToken): SearchValue {
  if (token.kind === 'quoted') return { match: 'exact', text: token.text };
  if (token.kind !== 'word') throw new MathError(`expected a value but found ${describe(token)}`, token.position);
  const chunks = nameChunks(token.text).map(nameWords);
  if (chunks.length === 0)
    throw new MathError(`'${token.text}' has no letter and no digit to search for`, token.position);
  return { match: 'partial', chunks, whole: chunks.flat().join('').toLowerCase() };
}

function describe(token: SearchToken): string {
  return token.kind === 'end' ? 'the end of the search' : `'${token.text}'`;
}
