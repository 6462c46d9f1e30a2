/** Operators by their symbol; `AND` and `OR` are written `&&` and `||` here. */
export type BinaryOperator = '+' | '-' | '*' | '/' | '^' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||';

/** A parsed metric math expression; `position` is the offset of its first character (of the operator, for binary ones). */
export type Expression =
  | { readonly kind: 'number'; readonly value: number; readonly position: number }
  | { readonly kind: 'string'; readonly text: string; readonly position: number }
  | { readonly kind: 'id'; readonly id: string; readonly position: number }
  | { readonly kind: 'keyword'; readonly name: string; readonly position: number }
  | { readonly kind: 'array'; readonly items: readonly Expression[]; readonly position: number }
  | { readonly kind: 'negate'; readonly operand: Expression; readonly position: number }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly position: number;
    }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly Expression[];
      readonly position: number;
    };

/** The ids that an expression refers to. */
export function referredIds(expression: Expression): string[] {
  switch (expression.kind) {
    case 'id':
      return [expression.id];
    case 'array':
      return expression.items.flatMap(referredIds);
    case 'negate':
      return referredIds(expression.operand);
    case 'binary':
      return [...referredIds(expression.left), ...referredIds(expression.right)];
    case 'call':
      return expression.args.flatMap(referredIds);
    case 'number':
    case 'string':
    case 'keyword':
      return [];
    default:
      return expression satisfies never;
  }
}

/** A call of a function. */
export type Call = Extract<Expression, { kind: 'call' }>;

/** The calls in an expression, an outer one before those in its arguments. */
export function callsIn(expression: Expression): Call[] {
  switch (expression.kind) {
    case 'call':
      return [expression, ...expression.args.flatMap(callsIn)];
    case 'array':
      return expression.items.flatMap(callsIn);
    case 'negate':
      return callsIn(expression.operand);
    case 'binary':
      return [...callsIn(expression.left), ...callsIn(expression.right)];
    case 'id':
    case 'number':
    case 'string':
    case 'keyword':
      return [];
    default:
      return expression satisfies never;
  }
}

/** The functions that an expression calls. */
export function calledFunctions(expression: Expression): string[] {
  return callsIn(expression).map(({ name }) => name);
}
