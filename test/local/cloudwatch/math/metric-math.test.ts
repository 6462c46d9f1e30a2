import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MathError } from '../../../../local/cloudwatch/math/math-error.ts';
import { parseExpression } from '../../../../local/cloudwatch/math/parse-expression.ts';
import { evaluateMath, formatMath } from '../../../support/evaluate-math.ts';

const result = (expression: string, metrics: Record<string, string> = {}, minutes = 5): string =>
  formatMath(evaluateMath(expression, metrics, minutes), minutes);

describe('the example tables of "Using math expressions with CloudWatch metrics"', () => {
  const logic = { m1: '30 20 0 0', m2: '20 _ 20 _' };
  it.each([
    ['m1 < m2', '0 0 1 0'],
    ['m1 >= 30', '1 0 0 0'],
    ['m1 > 15 AND m2 > 15', '1 0 0 0'],
    ['m1 > 15 && m2 > 15', '1 0 0 0'],
    ['m1 > 15 OR m2 > 15', '1 1 1 0'],
    ['m1 > 15 || m2 > 15', '1 1 1 0'],
  ])('%s gives %s', (expression, expected) => {
    expect(result(expression, logic, 4)).toBe(expected);
  });

  const conditional = { m1: '1 1 0 0 _', m2: '30 _ 0 0 30', m3: '0 0 20 _ 20' };
  it.each([
    ['IF(m1, m2, m3)', '30 0 20 _ _'],
    ['IF(m1, 5, m3)', '5 5 20 _ _'],
    ['IF(m1, m2, 5)', '30 0 5 5 _'],
    ['IF(m1, m2)', '30 0 _ _ _'],
  ])('%s gives %s', (expression, expected) => {
    expect(result(expression, conditional)).toBe(expected);
  });
});

describe('missing data in arithmetic', () => {
  const metrics = { m1: '1 _ 3 _ 0', m2: '10 20 _ _ 0' };
  it.each([
    ['m1 + m2', '11 20 3 _ 0'],
    ['m1 - m2', '-9 -20 3 _ 0'],
    ['m1 * m2', '10 0 0 _ 0'],
    ['m2 / m1', '10 _ 0 _ _'],
    ['m1 / 0', '_ _ _ _ _'],
    ['m1 ^ 2', '1 _ 9 _ 0'],
    ['-m1', '-1 _ -3 _ 0'],
    ['100 * m1', '100 _ 300 _ 0'],
  ])('%s gives %s', (expression, expected) => {
    expect(result(expression, metrics).replaceAll('-0', '0')).toBe(expected);
  });
});

describe('precedence', () => {
  it.each([
    ['2 + 3 * 4', '14'],
    ['(2 + 3) * 4', '20'],
    ['-2 ^ 2', '-4'],
    ['2 ^ 3 ^ 2', '512'],
    ['2 * -3', '-6'],
    ['7 - 2 - 1', '4'],
    ['1 + 1 == 2 AND 3 < 2 OR 1 != 2', '1'],
    ['1.5e3 / .5', '3000'],
  ])('%s is %s', (expression, expected) => {
    expect(result(expression)).toBe(expected);
  });
});

describe('functions', () => {
  const metrics = { m1: '1 _ 4 _ 10', m2: '3 5 _ _ 2' };
  it.each([
    ['SUM(m1)', '15'],
    ['AVG(m1)', '5'],
    ['MIN(m1)', '1'],
    ['MAX(m1)', '10'],
    ['STDDEV([m1, m2])', '1 0 0 _ 4'],
    ['SUM([m1, m2])', '4 5 4 _ 12'],
    ['AVG([m1, m2])', '2 2.5 2 _ 6'],
    ['MIN([m1, m2])', '1 5 4 _ 2'],
    ['MAX(METRICS())', '3 5 4 _ 10'],
    ['SUM(METRICS("2"))', '3 5 _ _ 2'],
    ['METRIC_COUNT(METRICS())', '2'],
    ['DATAPOINT_COUNT(m1)', '3'],
    ['DATAPOINT_COUNT(METRICS())', '2 1 1 _ 2'],
    ['FILL(m1, 0)', '1 0 4 0 10'],
    ['FILL(m1, REPEAT)', '1 1 4 4 10'],
    ['FILL(m1, LINEAR)', '1 2.5 4 7 10'],
    ['FILL(m1, m2)', '1 5 4 _ 10'],
    ['FILL(METRICS(), 0)', '1 0 4 0 10 | 3 5 0 0 2'],
    ['DIFF(m1)', '_ _ 3 _ 6'],
    ['DIFF_TIME(m1)', '_ _ 120 _ 120'],
    ['RATE(m1)', '_ _ 0.025 _ 0.05'],
    ['RUNNING_SUM(m1)', '1 _ 5 _ 15'],
    ['ABS(-m1)', '1 _ 4 _ 10'],
    ['CEIL(m1 / 4)', '1 _ 1 _ 3'],
    ['FLOOR(m1 / 4)', '0 _ 1 _ 2'],
    ['LOG10(m1 * 10)', '1 _ 1.60205999133 _ 2'],
    ['LOG(m1 - 1)', '_ _ 1.09861228867 _ 2.19722457734'],
    ['PERIOD(m1)', '60'],
    ['m1 / PERIOD(m1) * 60', '1 _ 4 _ 10'],
    ['FIRST(METRICS())', '1 _ 4 _ 10'],
    ['LAST(METRICS())', '3 5 _ _ 2'],
    ['SORT(METRICS(), SUM, ASC)', '3 5 _ _ 2 | 1 _ 4 _ 10'],
    ['SORT(METRICS(), AVG, DESC, 1)', '1 _ 4 _ 10'],
    ['SLICE(METRICS(), 1)', '3 5 _ _ 2'],
    ['SLICE(METRICS(), 0, 1)', '1 _ 4 _ 10'],
    ['METRICS() * 2', '2 _ 8 _ 20 | 6 10 _ _ 4'],
    ['TIME_SERIES(7)', '7 7 7 7 7'],
    ['MINUTE(m1)', '30 31 32 33 34'],
    ['HOUR(m1)', '14 14 14 14 14'],
    ['DAY(m1)', '1 1 1 1 1'],
    ['DATE(m1)', '23 23 23 23 23'],
    ['MONTH(m1)', '11 11 11 11 11'],
    ['YEAR(m1)', '2026 2026 2026 2026 2026'],
    ['EPOCH(m1) - EPOCH(m2)', '0 0 0 0 0'],
    ['IF(1, m1, m2)', '1 _ 4 _ 10'],
    ['IF(0, m1, 5)', '5 5 5 5 5'],
    ['IF(m1 > 3, m1)', '_ _ 4 _ 10'],
  ])('%s gives %s', (expression, expected) => {
    expect(result(expression, metrics)).toBe(expected);
  });

  it('fills a metric that never had a datapoint', () => {
    expect(result('FILL(m1, 0)', { m1: '' })).toBe('0 0 0 0 0');
  });

  it('leaves empty members out with REMOVE_EMPTY', () => {
    expect(result('REMOVE_EMPTY(METRICS())', { m1: '', m2: '1' })).toBe('1 _ _ _ _');
  });

  it('repeats nothing before the first datapoint and interpolates nothing beyond the last', () => {
    expect(result('FILL(m1, REPEAT)', { m1: '_ 2 _' })).toBe('_ 2 2 2 2');
    expect(result('FILL(m1, LINEAR)', { m1: '_ 2 _' })).toBe('_ 2 _ _ _');
  });
});

describe('errors name position and cause', () => {
  it.each([
    ['', 'the expression ends where a value is expected (at character 1)'],
    ['m1 +', 'the expression ends where a value is expected (at character 5)'],
    ['m1 m2', "expected an operator but found 'm2' (at character 4)"],
    ['(m1', "expected ')' but found the end of the expression (at character 4)"],
    ['SUM([m1,])', "expected a value but found ']' (at character 9)"],
    ['m1 $ m2', "unexpected character '$' (at character 4)"],
    ["METRICS('x", 'the string is not closed (at character 9)'],
    ['m9 + 1', "the id 'm9' is not among the queries (at character 1)"],
    ['NOPE(m1)', "the function 'NOPE' is not known (at character 1)"],
    ['REPEAT', "'REPEAT' is neither an id, which begins with a lower-case letter, nor a function (at character 1)"],
    ['ABS(1)', 'ABS is used as ABS(TS | TS[]), but was given a scalar (at character 1)'],
    ['PERIOD(m1 + 1)', 'PERIOD takes the id of a metric, not an expression (at character 11)'],
    ["m1 + 'a'", "'+' does not take a time series and a string (at character 4)"],
    [
      'METRICS() + METRICS()',
      "'+' does not take an array of time series and an array of time series (at character 11)",
    ],
    ['[1]', 'an array holds time series, not a scalar (at character 2)'],
    [`${'('.repeat(200)}m1${')'.repeat(200)}`, 'the expression is nested more than 100 deep (at character 101)'],
  ])('%s', (expression, message) => {
    expect(() => evaluateMath(expression, { m1: '1' })).toThrow(
      new MathError(message.replace(/ \(at.*$/, ''), positionIn(message)),
    );
  });

  function positionIn(message: string): number {
    return Number(/character (\d+)\)$/.exec(message)?.[1]) - 1;
  }

  it('is a MathError for any text that is no expression', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        try {
          parseExpression(text);
        } catch (error) {
          expect(error).toBeInstanceOf(MathError);
        }
      }),
    );
  });
});
