import type { BinaryOperator, Expression } from './expression.ts';
import { MathError } from './math-error.ts';
import { type Token, tokenize } from './tokenize.ts';

/** Binary operators from the loosest to the tightest level; `^` binds tighter than the sign and to the right. */
const LEVELS: readonly Readonly<Record<string, BinaryOperator>>[] = [
  { OR: '||', '||': '||' },
  { AND: '&&', '&&': '&&' },
  { '==': '==', '!=': '!=', '<': '<', '<=': '<=', '>': '>', '>=': '>=' },
  { '+': '+', '-': '-' },
  { '*': '*', '/': '/' },
];

const MAX_DEPTH = 100;

/** Parses metric math (User Guide "Using math expressions with CloudWatch metrics"); MathError names position and cause. */
export function parseExpression(text: string): Expression {
  const tokens = tokenize(text);
  let index = 0;
  let depth = 0;

  const peek = (): Token => tokens[Math.min(index, tokens.length - 1)] ?? { kind: 'end', position: text.length };
  const next = (): Token => {
    const token = peek();
    index += 1;
    return token;
  };
  const at = (symbol: string): boolean => textOf(peek()) === symbol;

  function expect(symbol: string): void {
    const token = next();
    if (textOf(token) !== symbol)
      throw new MathError(`expected '${symbol}' but found ${describe(token)}`, token.position);
  }

  function binary(level: number): Expression {
    const operators = LEVELS[level];
    if (operators === undefined) return unary();
    let left = binary(level + 1);
    for (;;) {
      const { position } = peek();
      const operator = operatorOf(operators, peek());
      if (operator === undefined) return left;
      index += 1;
      left = { kind: 'binary', operator, left, right: binary(level + 1), position };
    }
  }

  function unary(): Expression {
    const { position } = peek();
    if (!at('-')) return power();
    index += 1;
    return nested(position, () => ({ kind: 'negate', operand: unary(), position }));
  }

  function power(): Expression {
    const left = primary();
    const { position } = peek();
    if (!at('^')) return left;
    index += 1;
    return nested(position, () => ({ kind: 'binary', operator: '^', left, right: unary(), position }));
  }

  function primary(): Expression {
    const token = next();
    switch (token.kind) {
      case 'number':
        return { kind: 'number', value: token.value, position: token.position };
      case 'string':
        return { kind: 'string', text: token.text, position: token.position };
      case 'word':
        return word(token.text, token.position);
      case 'symbol':
        return bracketed(token);
      case 'end':
        throw new MathError('the expression ends where a value is expected', token.position);
      default:
        return token satisfies never;
    }
  }

  function word(name: string, position: number): Expression {
    if (at('(')) {
      index += 1;
      return { kind: 'call', name, args: nested(position, () => list(')')), position };
    }
    return /^[a-z]/.test(name) ? { kind: 'id', id: name, position } : { kind: 'keyword', name, position };
  }

  function bracketed(token: Token): Expression {
    const { position } = token;
    if (textOf(token) === '[') return { kind: 'array', items: nested(position, () => list(']')), position };
    if (textOf(token) !== '(') throw new MathError(`expected a value but found ${describe(token)}`, position);
    const inner = nested(position, () => binary(0));
    expect(')');
    return inner;
  }

  function list(closing: string): Expression[] {
    const items: Expression[] = [];
    while (!at(closing)) {
      items.push(binary(0));
      if (!at(',')) break;
      index += 1;
      if (at(closing)) throw new MathError(`expected a value but found '${closing}'`, peek().position);
    }
    expect(closing);
    return items;
  }

  function nested<T>(position: number, parse: () => T): T {
    depth += 1;
    if (depth > MAX_DEPTH) throw new MathError(`the expression is nested more than ${MAX_DEPTH} deep`, position);
    const result = parse();
    depth -= 1;
    return result;
  }

  const expression = binary(0);
  const rest = peek();
  if (rest.kind !== 'end') throw new MathError(`expected an operator but found ${describe(rest)}`, rest.position);
  return expression;
}

function textOf(token: Token): string | undefined {
  return token.kind === 'symbol' ? token.text : undefined;
}

function operatorOf(operators: Readonly<Record<string, BinaryOperator>>, token: Token): BinaryOperator | undefined {
  if (token.kind !== 'symbol' && token.kind !== 'word') return undefined;
  return Object.hasOwn(operators, token.text) ? operators[token.text] : undefined;
}

function describe(token: Token): string {
  switch (token.kind) {
    case 'end':
      return 'the end of the expression';
    case 'number':
      return `'${token.value}'`;
    case 'string':
    case 'word':
    case 'symbol':
      return `'${token.text}'`;
    default:
      return token satisfies never;
  }
}
