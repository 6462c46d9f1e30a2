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
    ['SLICE(METRICS(), 0)', '1 _ 4 _ 10 | 3 5 _ _ 2'],
    ['SLICE(METRICS(), 2)', ''],
    ['SLICE(METRICS(), 1, 1)', ''],
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

  it.each(['ASC', 'DESC'])('sorts members without a datapoint last, %s', (order) => {
    expect(result(`SORT(METRICS(), AVG, ${order})`, { m1: '', m2: '1', m3: '' })).toBe(
      '1 _ _ _ _ | _ _ _ _ _ | _ _ _ _ _',
    );
  });

  it('leaves empty members out with REMOVE_EMPTY', () => {
    expect(result('REMOVE_EMPTY(METRICS())', { m1: '', m2: '1' })).toBe('1 _ _ _ _');
  });

  it('repeats nothing before the first datapoint and interpolates nothing beyond the last', () => {
    expect(result('FILL(m1, REPEAT)', { m1: '_ 2 _' })).toBe('_ 2 2 2 2');
    expect(result('FILL(m1, LINEAR)', { m1: '_ 2 _' })).toBe('_ 2 _ _ _');
  });
});

describe('the examples of the functions in "Using math expressions with CloudWatch metrics"', () => {
  const metrics = { m1: '4 _ 9', m2: '1 2 _', m3: '2 2 0' };
  it.each([
    ['PERIOD(m1) / 60', '1'],
    ['5 * m1', '20 _ 45'],
    ['m1 - m2', '3 -2 9'],
    ['SUM(100 / [m1, m2])', '125 50 11.1111111111'],
    ['AVG([m1, m2] / m3)', '1.25 0.5 _'],
    ['METRICS() * 100', '400 _ 900 | 100 200 _ | 200 200 0'],
    ['-5 * m1', '-20 _ -45'],
    ['SUM(-[m1, m2])', '-5 -2 -9'],
    ['ABS(m1 - m2)', '3 2 9'],
    ['MIN(ABS([m1, m2]))', '1 2 9'],
    ['ABS(METRICS())', '4 _ 9 | 1 2 _ | 2 2 0'],
    ['SUM([m1, m2]) / AVG(m2)', '3.33333333333 1.33333333333 6'],
    ['AVG(METRICS())', '2.33333333333 1.33333333333 3'],
    ['CEIL(METRICS())', '4 _ 9 | 1 2 _ | 2 2 0'],
    ['SUM(CEIL(METRICS()))', '7 4 9'],
    ['SUM(m1) / DATAPOINT_COUNT(m1)', '6.5'],
    ['DATAPOINT_COUNT(METRICS())', '3 2 2'],
    ['DIFF(m1)', '_ _ 5'],
    ['DIFF_TIME(METRICS())', '_ _ 120 | _ 60 _ | _ 60 60'],
    ['FILL(m1, 10)', '4 10 9'],
    ['FILL(METRICS(), 0)', '4 0 9 | 1 2 0 | 2 2 0'],
    ['FILL(METRICS(), m1)', '4 _ 9 | 1 2 9 | 2 2 0'],
    ['FILL(m1, MIN(m1))', '4 4 9'],
    ['FILL(m1, REPEAT)', '4 4 9'],
    ['FILL(METRICS(), LINEAR)', '4 6.5 9 | 1 2 _ | 2 2 0'],
    ['IF(FIRST(SORT(METRICS(), AVG, DESC)) > 5, 1, 0)', '0 _ 1'],
    ['FLOOR(m1 / 2)', '2 _ 4'],
    ['LOG10(m3 * 50)', '2 2 _'],
    ['MAX(m1) / m1', '2.25 _ 1'],
    ['MAX(METRICS())', '4 2 9'],
    ['m1 / METRIC_COUNT(METRICS())', '1.33333333333 _ 3'],
    ['SUM(METRICS("2"))', '1 2 _'],
    ['SUM([METRICS("1"), METRICS("2")])', '5 2 9'],
    ['m1 - MIN(m1)', '0 _ 5'],
    ['MIN(METRICS())', '1 2 0'],
    ['IF(DAY(m1) < 6, m1)', '4 0 9'],
    ['IF(MONTH(m1) == 4, m1)', '_ _ _'],
    ['m1 / PERIOD(m1) * 60', '4 _ 9'],
    ['RATE(METRICS()) * 60', '_ _ 2.5 | _ 1 _ | _ 0 -2'],
    ['REMOVE_EMPTY(METRICS() / 0)', ''],
    ['RUNNING_SUM([m1, m2])', '4 _ 13 | 1 3 _'],
    ['SLICE(SORT(METRICS(), SUM, DESC), 0, 2)', '4 _ 9 | 2 2 0'],
    ['SLICE(SORT(METRICS(), SUM, ASC), 1)', '2 2 0 | 4 _ 9'],
    ['SORT(METRICS(), MAX, ASC)', '1 2 _ | 2 2 0 | 4 _ 9'],
    ['SORT(METRICS(), MIN, DESC, 1)', '4 _ 9'],
    ['m1 / STDDEV(m1)', '1.6 _ 3.6'],
    ['STDDEV([m1, m2])', '1.5 0 0'],
    ['SUM(METRICS()) / SUM(m1)', '0.538461538462 0.307692307692 0.692307692308'],
    ['TIME_SERIES(MAX(m1))', '9 9 9'],
    ['TIME_SERIES(5 * AVG(m1))', '32.5 32.5 32.5'],
    ['IF(m1 < 5, m1)', '4 _ _'],
    ['IF(m1 < 5, 10, 2)', '10 _ 2'],
    ['IF(m1 > m2, 1, 0)', '1 0 1'],
    ['IF(PERIOD(m1) == 60, m1, m2)', '4 _ 9'],
    ['IF(PERIOD(m1) > 60, m1)', '_ _ _'],
    ['(m1 > 5 AND m2 == 0) || m3 >= 2', '1 1 0'],
  ])('%s gives %s', (expression, expected) => {
    expect(formatMath(evaluateMath(expression, metrics, 3), 3).replaceAll('-0', '0')).toBe(expected);
  });
});

describe('what may be written', () => {
  it.each([
    ['no spaces', 'm1+m2', '2'],
    ['any white space', ' m1\n\t+ \r m2 ', '2'],
    ['a number that begins with a point', '.5 * m1', '0.5'],
    ['a number with an exponent', '1e3 * m1', '1000'],
    ['a number with a negative exponent', '1E-3 * m1', '0.001'],
    ['a text in single quotes', "SUM(METRICS('m1'))", '1'],
    ['a text in double quotes', 'SUM(METRICS("m1"))', '1'],
    ['a sign before a sign', '--m1', '1'],
    ['brackets in brackets', 'SUM([[m1], [m2, m2]])', '3'],
    ['100 parentheses', `${'('.repeat(100)}m1${')'.repeat(100)}`, '1'],
    ['as many operators as fit', Array(680).fill('m1').join('+'), '680'],
  ])('%s', (_, expression, expected) => {
    expect(formatMath(evaluateMath(expression, { m1: '1', m2: '1' }, 1), 1)).toBe(expected);
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
    ['avg(m1)', "the function 'avg' is not known (at character 1)"],
    ['M1 + 1', "'M1' is neither an id, which begins with a lower-case letter, nor a function (at character 1)"],
    ['1e999', 'the number 1e999 is too large (at character 1)'],
    ['m1 # note', "unexpected character '#' (at character 4)"],
    [
      'SERVICE_QUOTA(m1)',
      "SERVICE_QUOTA reads Service Quotas, which SmallCart's embedded cloud does not have (at character 1)",
    ],
    [`${'('.repeat(10_000)}m1`, 'the expression is nested more than 100 deep (at character 101)'],
    [`${'-'.repeat(2000)}m1`, 'the expression is nested more than 100 deep (at character 101)'],
    [`${'m1^'.repeat(600)}m1`, 'the expression is nested more than 100 deep (at character 303)'],
    [`${'['.repeat(10_000)}m1`, 'the expression is nested more than 100 deep (at character 101)'],
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
