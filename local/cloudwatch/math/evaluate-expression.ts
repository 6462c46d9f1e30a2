import type { QuerySource } from '../queries/query-source.ts';
import type { Range } from '../queries/range.ts';
import type { Expression } from './expression.ts';
import { findFunction } from './functions.ts';
import { type LazyArguments, type MathContext, membersArgument, seriesArgument } from './math-function.ts';
import { applyOperator } from './operators.ts';
import { type MathValue, mapSeries } from './value.ts';

/** What an expression is evaluated in: what its ids stand for over one range, and the way to another range. */
export type Scope = {
  idValue(id: string): MathValue;
  readonly context: MathContext;
  readonly source: QuerySource;
  over(range: Range): Scope;
  /** A text that says what expressions ask for, whatever the ids are called in this scope. */
  keyOf(expressions: readonly Expression[]): string;
  isMetric(id: string): boolean;
};

/** The value of a checked expression; MathError when the request's work is used up. */
export function evaluateExpression(expression: Expression, scope: Scope): MathValue {
  const value = evaluate(expression, scope);
  scope.context.spend(size(value));
  return value;
}

function size(value: MathValue): number {
  if (value.type === 'series') return 1 + value.series.values.length;
  if (value.type !== 'array') return 1;
  return value.members.reduce((sum, series) => sum + 1 + series.values.length, 1);
}

function evaluate(expression: Expression, scope: Scope): MathValue {
  const inner = (operand: Expression): MathValue => evaluateExpression(operand, scope);
  switch (expression.kind) {
    case 'number':
      return { type: 'scalar', value: expression.value };
    case 'string':
      return { type: 'string', text: expression.text };
    case 'id':
      return scope.idValue(expression.id);
    case 'keyword':
      return { type: 'keyword', name: expression.name };
    case 'array':
      return { type: 'array', members: scope.context.limit(expression.items.map(inner).flatMap(membersArgument)) };
    case 'negate':
      return negate(inner(expression.operand));
    case 'binary':
      return applyOperator(expression.operator, inner(expression.left), inner(expression.right), scope.context.spend);
    case 'call':
      return call(expression.name, expression.args, scope);
    default:
      return expression satisfies never;
  }
}

function negate(value: MathValue): MathValue {
  if (value.type === 'scalar') return { type: 'scalar', value: -value.value };
  if (value.type === 'array') {
    return { type: 'array', members: value.members.map((series) => mapSeries(series, (each) => -each)) };
  }
  return { type: 'series', series: mapSeries(seriesArgument(value), (each) => -each) };
}

function call(name: string, args: readonly Expression[], scope: Scope): MathValue {
  const called = findFunction(name);
  if (called === undefined) throw new TypeError(`a checked expression calls '${name}'`);
  return called.evaluate(evaluateAll(args, scope), scope.context, lazily(args, scope));
}

function evaluateAll(args: readonly Expression[], scope: Scope): MathValue[] {
  return args.map((arg) => evaluateExpression(arg, scope));
}

function lazily(args: readonly Expression[], scope: Scope): LazyArguments {
  return {
    over: (range) => evaluateAll(args, scope.over(range)),
    source: scope.source,
    argument(index) {
      const argument = args[index];
      if (argument === undefined) throw new TypeError(`a checked call has no argument ${index}`);
      return { key: scope.keyOf([argument]), isMetric: argument.kind === 'id' && scope.isMetric(argument.id) };
    },
  };
}
