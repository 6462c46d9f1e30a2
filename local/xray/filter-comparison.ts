import { syntaxError, type Token } from './filter-tokens.ts';

type Value = string | number | boolean;

/** Whether a value passes a comparison. */
export type ValueTest = (value: Value) => boolean;

const symbols = ['=', '!=', '<', '<=', '>', '>='] as const;
const words = ['CONTAINS', 'BEGINSWITH', 'ENDSWITH'] as const;
type Operator = (typeof symbols)[number] | (typeof words)[number];

/** Reads an operator and the value it compares with, if an operator follows; InvalidRequestException when they do not fit the keyword. */
export function comparison(
  peek: () => Token,
  next: () => Token,
  type: 'number' | 'text' | 'any',
): ValueTest | undefined {
  const operator = readOperator(peek());
  if (!operator) return undefined;
  const operatorToken = next();
  const token = next();
  const expected = readValue(token);
  if (expected === undefined) throw syntaxError(token, 'a value');
  if (type === 'number' && typeof expected !== 'number') throw syntaxError(token, 'a number');
  if (type === 'text' && typeof expected !== 'string') throw syntaxError(token, 'a text in quotation marks');
  if (typeof expected === 'string') return textTest(operator, expected, operatorToken);
  if (typeof expected === 'number') return numberTest(operator, expected, operatorToken);
  if (operator === '=' || operator === '!=')
    return (value) => typeof value === 'boolean' && (value === expected) === (operator === '=');
  throw syntaxError(operatorToken, '= or !=');
}

function readOperator({ kind, value }: Token): Operator | undefined {
  if (kind === 'symbol') return symbols.find((symbol) => symbol === value);
  return kind === 'word' ? words.find((word) => word === value.toUpperCase()) : undefined;
}

function readValue({ kind, value }: Token): Value | undefined {
  if (kind === 'text') return value;
  if (kind === 'number') return Number(value);
  if (kind !== 'word' || !/^(true|false)$/i.test(value)) return undefined;
  return value.toLowerCase() === 'true';
}

function textTest(operator: Operator, expected: string, token: Token): ValueTest {
  const tests: Partial<Record<Operator, (value: string) => boolean>> = {
    '=': (value) => value === expected,
    '!=': (value) => value !== expected,
    CONTAINS: (value) => value.includes(expected),
    BEGINSWITH: (value) => value.startsWith(expected),
    ENDSWITH: (value) => value.endsWith(expected),
  };
  const test = tests[operator];
  if (!test) throw syntaxError(token, 'one of = != CONTAINS BEGINSWITH ENDSWITH before a text');
  return (value) => typeof value === 'string' && test(value);
}

function numberTest(operator: Operator, expected: number, token: Token): ValueTest {
  const tests: Partial<Record<Operator, (value: number) => boolean>> = {
    '=': (value) => value === expected,
    '!=': (value) => value !== expected,
    '<': (value) => value < expected,
    '<=': (value) => value <= expected,
    '>': (value) => value > expected,
    '>=': (value) => value >= expected,
  };
  const test = tests[operator];
  if (!test) throw syntaxError(token, 'one of = != < <= > >= before a number');
  return (value) => typeof value === 'number' && test(value);
}
