import type { Lexer, Token } from './lexer.ts';
import { malformedQuery, type Span } from './malformed-query.ts';
import type { ArithmeticOperator, ComparisonOperator, Expression } from './syntax.ts';

const COMPARISONS: Readonly<Record<string, ComparisonOperator>> = {
  ...{ '=': '=', '!=': '!=', '<': '<', '<=': '<=', '>': '>', '>=': '>=' },
};
const SUMS: Readonly<Record<string, ArithmeticOperator>> = { '+': '+', '-': '-' };
const PRODUCTS: Readonly<Record<string, ArithmeticOperator>> = { '*': '*', '/': '/', '%': '%' };
const WORDS = new Set(['and', 'or', 'not', 'in', 'like', 'as', 'by', 'asc', 'desc']);
const TRUTH: Readonly<Record<string, number>> = { true: 1, false: 0 };
/** Beyond it a query is no query. */
const DEEPEST = 100;

const across = (left: Span, right: Span): Span => ({ start: left.start, end: right.end });

/** The words and expressions of a query, from a lexer; MalformedQueryException where they are none. */
export interface Phrases {
  /** Whether a symbol, or a word in upper or lower case, comes next. */
  sees(text: string): boolean;
  /** Takes it, if it comes next. */
  take(text: string): Token | undefined;
  /** Takes it. */
  expect(text: string): Token;
  /** Takes a name. */
  name(): string;
  expression(): Expression;
  /** One or more of something, with commas between. */
  list<T>(item: () => T): T[];
  /** The error of what comes next. */
  unexpected(expected: string): Error;
}

/** Reads from a lexer. */
export function createPhrases(query: string, lexer: Lexer): Phrases {
  let depth = 0;

  const unexpected = (expected: string): Error => {
    const token = lexer.peek();
    return malformedQuery(query, token, `unexpected symbol found ${token.text}, where ${expected} is expected,`);
  };
  const sees = (text: string): boolean => {
    const token = lexer.peek();
    return token.kind !== 'string' && token.text.toLowerCase() === text;
  };
  const take = (text: string): Token | undefined => (sees(text) ? lexer.next() : undefined);
  const expect = (text: string): Token => {
    if (!sees(text)) throw unexpected(text);
    return lexer.next();
  };
  const name = (): string => {
    const token = lexer.peek();
    if (token.kind !== 'name' || WORDS.has(token.text.toLowerCase())) throw unexpected('a name');
    lexer.next();
    return token.name;
  };
  const list = <T>(item: () => T): T[] => {
    const items = [item()];
    while (take(',')) items.push(item());
    return items;
  };

  const call = (token: Token & { readonly kind: 'name' }): Expression => {
    lexer.next();
    const args = sees(')') ? [] : list(expression);
    return { kind: 'call', name: token.name.toLowerCase(), args, span: across(token, expect(')')) };
  };

  const primary = (): Expression => {
    const token = lexer.peek();
    switch (token.kind) {
      case 'string':
      case 'number':
        lexer.next();
        return { kind: 'literal', value: token.value, span: token };
      case 'duration':
        lexer.next();
        return { kind: 'duration', duration: token.duration, span: token };
      case 'name': {
        if (WORDS.has(token.text.toLowerCase())) throw unexpected('a field, a value or a function');
        lexer.next();
        if (sees('(')) return call(token);
        const truth = TRUTH[token.text.toLowerCase()];
        if (truth !== undefined) return { kind: 'literal', value: truth, span: token };
        return { kind: 'field', name: token.name, span: token };
      }
      case 'symbol':
        break;
      case 'end':
        throw unexpected('a field, a value or a function');
      default:
        token satisfies never;
    }
    if (take('*')) return { kind: 'everything', span: token };
    if (!take('(')) throw unexpected('a field, a value or a function');
    const inner = expression();
    return { ...inner, span: across(token, expect(')')) };
  };

  const unary = (): Expression => {
    const minus = take('-');
    if (!minus) return power();
    const operand = nested(unary);
    return { kind: 'negative', operand, span: across(minus, operand.span) };
  };

  const power = (): Expression => {
    const left = primary();
    if (!take('^')) return left;
    const right = nested(unary);
    return { kind: 'arithmetic', operator: '^', left, right, span: across(left.span, right.span) };
  };

  const chain =
    (operators: Readonly<Record<string, ArithmeticOperator>>, operand: () => Expression) => (): Expression => {
      let left = operand();
      for (;;) {
        const operator = operators[lexer.peek().text];
        if (operator === undefined || lexer.peek().kind !== 'symbol') return left;
        lexer.next();
        const right = operand();
        left = { kind: 'arithmetic', operator, left, right, span: across(left.span, right.span) };
      }
    };
  const sum = chain(SUMS, chain(PRODUCTS, unary));

  const pattern = (): { readonly pattern: string | RegExp; readonly span: Span } => {
    const regex = lexer.regex();
    if (regex) return { pattern: regex.pattern, span: regex };
    const token = lexer.peek();
    if (token.kind !== 'string') throw unexpected('a text in quotes or a regular expression between slashes');
    lexer.next();
    return { pattern: token.value, span: token };
  };

  const like = (value: Expression, negated: boolean): Expression => {
    const { pattern: wanted, span } = pattern();
    return { kind: 'like', value, pattern: wanted, negated, span: across(value.span, span) };
  };

  const inList = (value: Expression, negated: boolean): Expression => {
    const close = take('(') ? ')' : ']';
    if (close === ']') expect('[');
    const values = list(sum);
    return { kind: 'in', value, list: values, negated, span: across(value.span, expect(close)) };
  };

  const comparison = (): Expression => {
    const left = sum();
    if (take('like') || take('=~')) return like(left, false);
    if (take('in')) return inList(left, false);
    if (take('not')) {
      if (take('like')) return like(left, true);
      if (take('in')) return inList(left, true);
      throw unexpected('like or in');
    }
    const operator = COMPARISONS[lexer.peek().text];
    if (operator === undefined || lexer.peek().kind !== 'symbol') return left;
    lexer.next();
    const right = sum();
    return { kind: 'comparison', operator, left, right, span: across(left.span, right.span) };
  };

  const negation = (): Expression => {
    const not = take('not');
    if (!not) return comparison();
    const operand = nested(negation);
    return { kind: 'not', operand, span: across(not, operand.span) };
  };

  const logical = (operator: 'and' | 'or', operand: () => Expression) => (): Expression => {
    let left = operand();
    while (take(operator)) {
      const right = operand();
      left = { kind: 'logical', operator, left, right, span: across(left.span, right.span) };
    }
    return left;
  };
  const anyOf = logical('or', logical('and', negation));

  function nested<T>(read: () => T): T {
    depth += 1;
    if (depth > DEEPEST) throw malformedQuery(query, lexer.peek(), 'the expression is nested too deeply');
    const result = read();
    depth -= 1;
    return result;
  }

  function expression(): Expression {
    return nested(anyOf);
  }

  return { sees, take, expect, name, expression, list, unexpected };
}
