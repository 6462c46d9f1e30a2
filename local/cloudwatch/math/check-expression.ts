import type { Expression } from './expression.ts';
import { findFunction, unservedSource } from './functions.ts';
import { MathError } from './math-error.ts';
import { binaryType } from './operators.ts';
import { type MathType, typeName } from './value.ts';

/** What an expression may refer to: the type of each id, and whether the id is a metric rather than an expression. */
export type IdTypes = (id: string) => { readonly type: MathType; readonly isMetric: boolean } | undefined;

/** The type of an expression; MathError for an unknown id or function and for arguments that do not fit. */
export function checkExpression(expression: Expression, ids: IdTypes): MathType {
  const { position } = expression;
  switch (expression.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'id':
      return idType(expression.id, position, ids);
    case 'keyword':
      throw new MathError(
        `'${expression.name}' is neither an id, which begins with a lower-case letter, nor a function`,
        position,
      );
    case 'array':
      return checkArray(expression.items, ids);
    case 'negate':
      return checkNegation(expression.operand, ids);
    case 'binary':
      return checkBinary(expression, ids);
    case 'call':
      return checkCall(expression, ids);
    default:
      return expression satisfies never;
  }
}

function idType(id: string, position: number, ids: IdTypes): MathType {
  const known = ids(id);
  if (known === undefined) throw new MathError(`the id '${id}' is not among the queries`, position);
  return known.type;
}

function checkArray(items: readonly Expression[], ids: IdTypes): MathType {
  for (const item of items) {
    const type = checkExpression(item, ids);
    if (type !== 'series' && type !== 'array')
      throw new MathError(`an array holds time series, not ${typeName(type)}`, item.position);
  }
  return 'array';
}

function checkNegation(operand: Expression, ids: IdTypes): MathType {
  const type = checkExpression(operand, ids);
  if (type === 'string' || type === 'keyword')
    throw new MathError(`'-' does not take ${typeName(type)}`, operand.position);
  return type;
}

function checkBinary(expression: Extract<Expression, { kind: 'binary' }>, ids: IdTypes): MathType {
  const left = checkExpression(expression.left, ids);
  const right = checkExpression(expression.right, ids);
  const type = binaryType(left, right);
  if (type !== undefined) return type;
  throw new MathError(
    `'${expression.operator}' does not take ${typeName(left)} and ${typeName(right)}`,
    expression.position,
  );
}

function checkCall({ name, args, position }: Extract<Expression, { kind: 'call' }>, ids: IdTypes): MathType {
  const service = unservedSource(name);
  if (service !== undefined)
    throw new MathError(`${name} reads ${service}, which SmallCart's embedded cloud does not have`, position);
  const called = findFunction(name);
  if (called === undefined) throw new MathError(`the function '${name}' is not known`, position);
  const types = args.map((arg) =>
    arg.kind === 'keyword' && called.keywords?.includes(arg.name) ? 'keyword' : checkExpression(arg, ids),
  );
  const type = called.resultType(types);
  if (type === undefined) {
    const given = types.length === 0 ? 'nothing' : types.map(typeName).join(', ');
    throw new MathError(`${name} is used as ${called.usage}, but was given ${given}`, position);
  }
  called.check?.(args, ids);
  return type;
}
