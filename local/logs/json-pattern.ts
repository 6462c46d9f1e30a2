import { isJsonObject, type JsonValue, parseJsonObject } from '../aws/json.ts';
import { invalidParameter } from './log-errors.ts';

type Test = (root: JsonValue) => boolean;
type Path = readonly (string | number)[];

const token =
  /\s*(\$(?:\.[\w@-]+|\["[^"]*"\]|\[\d+\])*|"(?:[^"\\]|\\.)*"|%(?:[^%\\]|\\.)+%|&&|\|\||!=|<=|>=|[{}()=<>]|[^\s"%&|!<>=(){}$]+)/y;

/** Parses a JSON filter pattern, `{ $.level = "ERROR" && ($.status >= 500 || $.error NOT EXISTS) }`, over one log line; InvalidParameterException otherwise. */
export function parseJsonPattern(pattern: string): (message: string) => boolean {
  const parser = createParser(tokenise(pattern));
  const test = parser.pattern();
  return (message) => {
    const root = message.trimStart().startsWith('{') ? parseJsonObject(message) : undefined;
    return root !== undefined && test(root);
  };
}

function tokenise(pattern: string): readonly string[] {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (pattern.slice(token.lastIndex).trim() !== '') {
    const at = token.lastIndex;
    const match = token.exec(pattern);
    if (!match) throw invalidParameter(`Invalid filter pattern: unexpected text at position ${at}.`);
    tokens.push(match[1] ?? '');
  }
  return tokens;
}

/** A recursive descent over the tokens: `||` binds loosest, then `&&`, then comparisons and parentheses. */
function createParser(tokens: readonly string[]) {
  let at = 0;
  const next = (): string => tokens[at++] ?? '';
  const accept = (expected: string): boolean => {
    if (tokens[at]?.toUpperCase() !== expected) return false;
    at += 1;
    return true;
  };
  const expect = (expected: string): void => {
    if (!accept(expected)) throw unexpected(tokens[at], `'${expected}'`);
  };

  const alternatives = (): Test => {
    const tests = [conjunction()];
    while (accept('||')) tests.push(conjunction());
    return tests.length === 1 && tests[0] ? tests[0] : (root) => tests.some((test) => test(root));
  };
  const conjunction = (): Test => {
    const tests = [primary()];
    while (accept('&&')) tests.push(primary());
    return (root) => tests.every((test) => test(root));
  };
  const primary = (): Test => {
    if (!accept('(')) return comparison();
    const test = alternatives();
    expect(')');
    return test;
  };
  const comparison = (): Test => {
    const selector = next();
    if (!selector.startsWith('$')) throw unexpected(selector, 'a property such as $.level');
    const path = parsePath(selector);
    if (accept('IS')) return stateTest(path, next());
    if (accept('NOT')) {
      expect('EXISTS');
      return (root) => select(root, path) === undefined;
    }
    return comparisonTest(path, next(), next());
  };
  return {
    pattern: (): Test => {
      expect('{');
      const test = alternatives();
      expect('}');
      if (at < tokens.length) throw unexpected(tokens[at], 'the end');
      return test;
    },
  };
}

function unexpected(found: string | undefined, expected: string): Error {
  return invalidParameter(`Invalid filter pattern: expected ${expected} but found '${found ?? ''}'.`);
}

function parsePath(selector: string): Path {
  const parts = selector.matchAll(/\.([\w@-]+)|\["([^"]*)"\]|\[(\d+)\]/g);
  return [...parts].map(([, name, quoted, index]) => (index === undefined ? (name ?? quoted ?? '') : Number(index)));
}

function select(root: JsonValue, path: Path): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const part of path) {
    if (typeof part === 'number') value = Array.isArray(value) ? value[part] : undefined;
    else value = isJsonObject(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  }
  return value;
}

function stateTest(path: Path, word: string): Test {
  const states: Readonly<Record<string, JsonValue>> = { NULL: null, TRUE: true, FALSE: false };
  const state = states[word.toUpperCase()];
  if (state === undefined) throw unexpected(word, 'NULL, TRUE or FALSE');
  return (root) => select(root, path) === state;
}

const numeric: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '=': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

function comparisonTest(path: Path, operator: string, literal: string): Test {
  const compare = numeric[operator];
  if (!compare) throw unexpected(operator, 'one of = != < <= > >= IS NOT');
  if (literal === '' || /^[&|(){}=<>!]/.test(literal)) throw unexpected(literal, 'a value');
  if (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(literal)) {
    return (root) => {
      const value = select(root, path);
      return typeof value === 'number' && compare(value, Number(literal));
    };
  }
  if (operator !== '=' && operator !== '!=') throw unexpected(literal, `a number after ${operator}`);
  const matches = textTest(literal);
  return (root) => {
    const value = select(root, path);
    return typeof value === 'string' && matches.test(value) === (operator === '=');
  };
}

/** A quoted or bare text, in which `*` stands for any characters, or a regular expression between percent signs. */
function textTest(literal: string): RegExp {
  try {
    if (literal.startsWith('%')) return new RegExp(literal.slice(1, -1));
  } catch {
    throw invalidParameter(`Invalid filter pattern: ${literal} is not a regular expression.`);
  }
  const text = literal.startsWith('"') ? literal.slice(1, -1).replace(/\\(.)/g, '$1') : literal;
  return new RegExp(`^${text.split('*').map(literally).join('.*')}$`, 's');
}

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
