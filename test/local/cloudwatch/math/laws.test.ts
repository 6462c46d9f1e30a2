import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AwsError } from '../../../../local/aws/aws-error.ts';
import { checkExpression } from '../../../../local/cloudwatch/math/check-expression.ts';
import type { BinaryOperator, Expression } from '../../../../local/cloudwatch/math/expression.ts';
import { formatExpression } from '../../../../local/cloudwatch/math/format-expression.ts';
import { MathError } from '../../../../local/cloudwatch/math/math-error.ts';
import { parseExpression } from '../../../../local/cloudwatch/math/parse-expression.ts';
import { evaluateMath, formatMath } from '../../../support/evaluate-math.ts';

const MINUTES = 4;
const value = fc.option(fc.integer({ min: -5, max: 5 }), { nil: '_' });
const notation = fc.array(value, { minLength: MINUTES, maxLength: MINUTES }).map((values) => values.join(' '));
const metrics = fc.record({ a: notation, b: notation, c: notation });
type Metrics = { a: string; b: string; c: string };

const result = (expression: string, given: Metrics): string =>
  formatMath(evaluateMath(expression, given, MINUTES), MINUTES).replaceAll('-0', '0');

/** Both expressions give the same datapoints, missing ones included. */
const same = (left: string, right: string): void =>
  fc.assert(
    fc.property(metrics, (given) => {
      expect(result(left, given)).toBe(result(right, given));
    }),
    { numRuns: 50 },
  );

describe('laws that hold with missing data', () => {
  it.each([
    ['a + b', 'b + a'],
    ['a * b', 'b * a'],
    ['(a + b) + c', 'a + (b + c)'],
    ['a - b', 'a + -b'],
    ['-(a - b)', 'b - a'],
    ['a > b', 'b < a'],
    ['a >= b', '1 - (a < b)'],
    ['a != b', '1 - (a == b)'],
    ['(a > 0) AND (b > 0)', '(a > 0) * (b > 0)'],
    ['a AND b', 'b AND a'],
    ['a OR b', '(a != 0) + (b != 0) > 0'],
    ['SUM([a, b, c])', 'a + b + c'],
    ['AVG([a, b])', '(a + b) / 2'],
    ['SUM([a, b])', 'SUM([b, a])'],
    ['MAX([a, b])', '-MIN([-a, -b])'],
    ['STDDEV([a, b])', 'STDDEV([b + 1 - 1, a])'],
    ['ABS(-a)', 'ABS(a)'],
    ['CEIL(a / 2)', '-FLOOR(-a / 2)'],
    ['FILL(FILL(a, 0), 1)', 'FILL(a, 0)'],
    ['FILL(a, b)', 'IF(FILL(a * 0 + 1, 0), FILL(a, 0), b)'],
    ['a - b', 'FIRST([a, b]) - LAST([a, b])'],
    ['SLICE(METRICS(), 0, 2)', '[a, b]'],
    ['SLICE(SORT(METRICS(), SUM, ASC), 0, 2)', 'SORT(METRICS(), SUM, ASC, 2)'],
    ['DIFF(RUNNING_SUM(FILL(a, 0)))', 'IF(DIFF_TIME(FILL(a, 0)), FILL(a, 0))'],
    ['RATE(a)', 'DIFF(a) / DIFF_TIME(a)'],
    ['METRICS() * 2', '[a * 2, b * 2, c * 2]'],
    ['a / METRICS()', '[a / a, a / b, a / c]'],
    ['IF(a, 1, 0)', 'a != 0'],
    ['REMOVE_EMPTY(SORT(METRICS(), AVG, DESC))', 'SORT(REMOVE_EMPTY(METRICS()), AVG, DESC)'],
  ])('%s = %s', same);
});

const OPERATORS: readonly BinaryOperator[] = ['+', '-', '*', '/', '^', '==', '!=', '<', '<=', '>', '>=', '&&', '||'];

const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 6 },
    fc.record({ kind: fc.constant('id' as const), id: fc.constantFrom('a', 'b', 'c'), position: fc.constant(0) }),
    fc.record({
      kind: fc.constant('number' as const),
      value: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
      position: fc.constant(0),
    }),
    fc.record({ kind: fc.constant('negate' as const), operand: tie('expression'), position: fc.constant(0) }),
    fc.record({
      kind: fc.constant('binary' as const),
      operator: fc.constantFrom(...OPERATORS),
      left: tie('expression'),
      right: tie('expression'),
      position: fc.constant(0),
    }),
    fc.record({
      kind: fc.constant('array' as const),
      items: fc.array(tie('expression'), { maxLength: 3 }),
      position: fc.constant(0),
    }),
    fc.record({
      kind: fc.constant('call' as const),
      name: fc.constantFrom('SUM', 'AVG', 'FILL', 'IF', 'METRICS', 'SORT', 'SLICE', 'TIME_SERIES', 'DIFF', 'SEARCH'),
      args: fc.array(tie('expression'), { maxLength: 4 }),
      position: fc.constant(0),
    }),
    fc.record({ kind: fc.constant('keyword' as const), name: fc.constantFrom('ASC', 'SUM'), position: fc.constant(0) }),
    fc.record({
      kind: fc.constant('string' as const),
      text: fc.constantFrom('a', "it's", '"', ''),
      position: fc.constant(0),
    }),
  ),
}));

/** Without the positions, and -0 as 0, which is how it is written. */
function withoutPositions(tree: Expression): unknown {
  return JSON.parse(JSON.stringify(tree, (key, each) => (key === 'position' ? undefined : each)));
}

describe('the parser', () => {
  it('gives back what was written down', () => {
    fc.assert(
      fc.property(expression, (tree) => {
        expect(withoutPositions(parseExpression(formatExpression(tree)))).toEqual(withoutPositions(tree));
      }),
    );
  });
});

describe('any text', () => {
  const piece = fc.constantFrom(
    ...['a', 'b', '(', ')', '[', ']', ',', '+', '-', '*', '/', '^', '<', '==', 'AND', '1', '.5', '"a"', "'Sum'", 'ASC'],
    ...['SUM(', 'METRICS()', 'SORT(', 'SLICE(', 'IF(', 'FILL(', 'REPEAT', 'TIME_SERIES(', 'PERIOD(a)', "SEARCH('a',"],
  );

  it('is refused by a MathError or by the plan, or has a value', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), metrics, (pieces, given) => {
        try {
          evaluateMath(pieces.join(' '), given, MINUTES);
        } catch (error) {
          expect(error instanceof MathError || error instanceof AwsError).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('any expression', () => {
  it('is refused by a MathError or has a value', () => {
    fc.assert(
      fc.property(expression, metrics, (tree, given) => {
        const ids = (id: string) =>
          Object.hasOwn(given, id) ? ({ type: 'series', isMetric: true } as const) : undefined;
        try {
          if (checkExpression(tree, ids) === 'string') return;
        } catch (error) {
          expect(error).toBeInstanceOf(MathError);
          return;
        }
        const evaluated = evaluateMath(formatExpression(tree), given, MINUTES);
        if (evaluated.type === 'series') expect(evaluated.series.values.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
