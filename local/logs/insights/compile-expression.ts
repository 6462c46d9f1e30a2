import { GENERAL } from './functions/general.ts';
import type { InsightsFunctions } from './functions/insights-function.ts';
import { IP } from './functions/ip.ts';
import { JSON_FUNCTIONS } from './functions/json.ts';
import { NUMERIC } from './functions/numeric.ts';
import { TEXT } from './functions/text.ts';
import { TIME } from './functions/time.ts';
import { memberAt } from './line-fields.ts';
import { malformedQuery, type Span } from './malformed-query.ts';
import type { ColumnType, Reference, Scope } from './scope.ts';
import type { ArithmeticOperator, ComparisonOperator, Duration, Expression } from './syntax.ts';
import { rounding } from './time-units.ts';
import { compareValues, equalValues, isComparable, isTrue, toNumber, toText, truth, type Value } from './value.ts';

/** A row of values, by their columns' slots. */
export type Row = Value[];

/** An expression that can be evaluated. */
export type Compiled = { readonly evaluate: (row: Row) => Value; readonly type: ColumnType };

type QueryTimes = { readonly now: number; readonly start: number; readonly end: number };

/** What an expression is compiled in. */
export type Surroundings = {
  readonly query: string;
  readonly scope: Scope;
  /** When the query was started, and what time it is of, in epoch milliseconds. */
  readonly times: QueryTimes;
  /** What a name stands for beside the columns of the scope. */
  readonly named?: (name: string) => Compiled | undefined;
  /** Compiles a call of an aggregation function, where there may be one. */
  readonly aggregate?: (call: Expression & { readonly kind: 'call' }) => Compiled | undefined;
};

const FUNCTIONS: InsightsFunctions = { ...NUMERIC, ...GENERAL, ...TEXT, ...TIME, ...JSON_FUNCTIONS, ...IP };

/** Functions that AWS has, too. */
const UNSERVED = new Set([
  ...['formatdate', 'strftime', 'parsedate', 'haversine', 'regexreplace', 'hextoascii', 'hextodec', 'dectohex'],
  ...['ispublicip', 'isreservedip'],
]);

const plain = (evaluate: Compiled['evaluate']): Compiled => ({ evaluate, type: 'plain' });
const when = (test: (row: Row) => boolean): Compiled => plain((row) => (test(row) ? 1 : 0));

const ARITHMETIC: Readonly<Record<ArithmeticOperator, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '^': (left, right) => left ** right,
};

function arithmetic(operator: ArithmeticOperator, left: Compiled, right: Compiled): Compiled {
  const compute = ARITHMETIC[operator];
  return {
    type: 'number',
    evaluate: (row) => {
      const [a, b] = [toNumber(left.evaluate(row)), toNumber(right.evaluate(row))];
      if (a === undefined || b === undefined) return undefined;
      const result = compute(a, b);
      return Number.isFinite(result) ? result : undefined;
    },
  };
}

const COMPARISONS: Readonly<Record<ComparisonOperator, (left: Value, right: Value) => boolean>> = {
  '=': equalValues,
  '!=': (left, right) => !equalValues(left, right),
  '<': (left, right) => compareValues(left, right) < 0,
  '<=': (left, right) => compareValues(left, right) <= 0,
  '>': (left, right) => compareValues(left, right) > 0,
  '>=': (left, right) => compareValues(left, right) >= 0,
};

/** With what is missing, or is a map or a list, nothing compares, not even as different. */
function comparison(operator: ComparisonOperator, left: Compiled, right: Compiled): Compiled {
  const compare = COMPARISONS[operator];
  return when((row) => {
    const [a, b] = [left.evaluate(row), right.evaluate(row)];
    return isComparable(a) && isComparable(b) && compare(a, b);
  });
}

function like(value: Compiled, pattern: string | RegExp, negated: boolean): Compiled {
  const matches =
    typeof pattern === 'string'
      ? (text: string): boolean => text.includes(pattern)
      : (text: string): boolean => pattern.test(text);
  return when((row) => {
    const text = toText(value.evaluate(row));
    return text !== undefined && matches(text) !== negated;
  });
}

function among(value: Compiled, list: readonly Compiled[], negated: boolean): Compiled {
  return when((row) => {
    const wanted = value.evaluate(row);
    if (!isComparable(wanted)) return false;
    const isWanted = (value: Value): boolean => isComparable(value) && equalValues(wanted, value);
    return list.some((item) => isWanted(item.evaluate(row))) !== negated;
  });
}

function ofReference({ slot, type, path }: Reference): Compiled {
  if (path === undefined) return { evaluate: (row) => row[slot], type };
  return plain((row) => memberAt(row[slot], path));
}

const field = (name: string, { span }: Expression, { scope, named }: Surroundings): Compiled =>
  named?.(name) ?? ofReference(scope.resolve(name, span));

/** A field that is only shown in the end. */
export const shownField = (name: string, span: Span, scope: Scope): Compiled =>
  ofReference(scope.resolveShown(name, span));

/** `bin(5m)`, `datefloor(field, 1h)` and `dateceil(field, 1h)`: a time, and a period as the last argument. */
function periodic(call: Expression & { readonly kind: 'call' }, surroundings: Surroundings): Compiled {
  const { query } = surroundings;
  const ofBin = call.name === 'bin';
  const [first, second, ...others] = call.args;
  const period = ofBin ? first : second;
  const surplus = ofBin ? second : others[0];
  if (period?.kind !== 'duration' || surplus !== undefined || period.duration.amount <= 0)
    throw malformedQuery(
      query,
      call.span,
      `${call.name} takes ${ofBin ? '' : 'a time and '}a period such as 5m, found`,
    );
  const time =
    ofBin || first === undefined ? field('@timestamp', call, surroundings) : compileExpression(first, surroundings);
  return rounded(time, period.duration, call.name === 'dateceil' ? 'ceil' : 'floor');
}

function rounded(time: Compiled, duration: Duration, way: 'floor' | 'ceil'): Compiled {
  const round = rounding(duration)[way];
  return {
    type: 'time',
    evaluate: (row) => {
      const value = toNumber(time.evaluate(row));
      return value === undefined ? undefined : round(value);
    },
  };
}

/** Functions without arguments: seconds since 1970, and milliseconds of the query's time range. */
const TIMES: Readonly<Record<string, (times: QueryTimes) => number>> = {
  now: ({ now }) => Math.floor(now / 1000),
  querystarttime: ({ start }) => start,
  queryendtime: ({ end }) => end,
  querytimerange: ({ start, end }) => end - start,
};

function call(expression: Expression & { readonly kind: 'call' }, surroundings: Surroundings): Compiled {
  const { name, args, span } = expression;
  const aggregated = surroundings.aggregate?.(expression);
  if (aggregated) return aggregated;
  if (name === 'bin' || name === 'datefloor' || name === 'dateceil') return periodic(expression, surroundings);
  const ofQuery = args.length === 0 && Object.hasOwn(TIMES, name) ? TIMES[name] : undefined;
  if (ofQuery) {
    const time = ofQuery(surroundings.times);
    return plain(() => time);
  }
  const found = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (!found) {
    const why = UNSERVED.has(name) ? "is not served by SmallCart's embedded cloud" : 'is not known';
    throw malformedQuery(surroundings.query, span, `the function ${name} ${why}, used`);
  }
  const { least, most, apply, type = 'plain' } = found;
  if (args.length < least || args.length > most) {
    const count = least === most ? `${least}` : `${least} to ${most}`;
    throw malformedQuery(surroundings.query, span, `${name} takes ${count} arguments, not ${args.length}, used`);
  }
  return applied(
    apply,
    args.map((arg) => compileExpression(arg, surroundings)),
    type,
  );
}

function applied(apply: (...values: readonly Value[]) => Value, args: readonly Compiled[], type: ColumnType): Compiled {
  const [only] = args;
  if (only && args.length === 1) return { type, evaluate: (row) => apply(only.evaluate(row)) };
  return { type, evaluate: (row) => apply(...args.map(({ evaluate }) => evaluate(row))) };
}

function logical(operator: 'and' | 'or', left: Compiled, right: Compiled): Compiled {
  if (operator === 'and') return when((row) => isTrue(left.evaluate(row)) && isTrue(right.evaluate(row)));
  return when((row) => isTrue(left.evaluate(row)) || isTrue(right.evaluate(row)));
}

/** Compiles an expression; MalformedQueryException names what does not belong there. */
export function compileExpression(expression: Expression, surroundings: Surroundings): Compiled {
  const { query, scope } = surroundings;
  const inner = (part: Expression): Compiled => compileExpression(part, surroundings);
  const known = scope.computed(query.slice(expression.span.start, expression.span.end));
  if (known) return { evaluate: (row) => row[known.slot], type: known.type };
  switch (expression.kind) {
    case 'literal':
      return plain(() => expression.value);
    case 'field':
      return field(expression.name, expression, surroundings);
    case 'negative':
      return arithmetic(
        '-',
        plain(() => 0),
        inner(expression.operand),
      );
    case 'not': {
      const operand = inner(expression.operand);
      return plain((row) => truth(!isTrue(operand.evaluate(row))));
    }
    case 'logical':
      return logical(expression.operator, inner(expression.left), inner(expression.right));
    case 'arithmetic':
      return arithmetic(expression.operator, inner(expression.left), inner(expression.right));
    case 'comparison':
      return comparison(expression.operator, inner(expression.left), inner(expression.right));
    case 'like':
      return like(inner(expression.value), expression.pattern, expression.negated);
    case 'in':
      return among(inner(expression.value), expression.list.map(inner), expression.negated);
    case 'call':
      return call(expression, surroundings);
    case 'duration':
    case 'everything':
      throw malformedQuery(
        query,
        expression.span,
        `unexpected symbol found ${query.slice(expression.span.start, expression.span.end)}`,
      );
    default:
      return expression satisfies never;
  }
}
