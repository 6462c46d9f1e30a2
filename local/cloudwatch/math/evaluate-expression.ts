import type { Expression } from './expression.ts';
import { findFunction } from './functions.ts';
import { type MathContext, membersArgument, seriesArgument } from './math-function.ts';
import { applyOperator } from './operators.ts';
import { type MathValue, mapSeries } from './value.ts';

/** The value of a checked expression; `idValue` gives what the ids stand for. */
export function evaluateExpression(
  expression: Expression,
  idValue: (id: string) => MathValue,
  context: MathContext,
): MathValue {
  const evaluate = (inner: Expression): MathValue => evaluateExpression(inner, idValue, context);
  switch (expression.kind) {
    case 'number':
      return { type: 'scalar', value: expression.value };
    case 'string':
      return { type: 'string', text: expression.text };
    case 'id':
      return idValue(expression.id);
    case 'keyword':
      return { type: 'keyword', name: expression.name };
    case 'array':
      return { type: 'array', members: expression.items.map(evaluate).flatMap(membersArgument) };
    case 'negate':
      return negate(evaluate(expression.operand));
    case 'binary':
      return applyOperator(expression.operator, evaluate(expression.left), evaluate(expression.right));
    case 'call':
      return call(expression.name, expression.args.map(evaluate), context);
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

function call(name: string, args: readonly MathValue[], context: MathContext): MathValue {
  const called = findFunction(name);
  if (called === undefined) throw new TypeError(`a checked expression calls '${name}'`);
  return called.evaluate(args, context);
}
