import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EvaluationRule } from '../../../../local/cloudwatch/alarms/alarm-definition.ts';
import { type AlarmDatapoint, breaches, decideState } from '../../../../local/cloudwatch/alarms/decide-state.ts';
import {
  COMPARISON_OPERATORS,
  type ComparisonOperator,
  TREAT_MISSING_DATA,
  type TreatMissingData,
} from '../../../../monitoring/cloudwatch.ts';
import { alarmOracle, type Outcome } from '../../../support/alarm-oracle.ts';
import { parseBreaches } from '../../../support/breaches.ts';

const TREATMENTS = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;

function rule(
  n: number,
  m: number,
  treatMissingData: TreatMissingData,
  comparisonOperator: ComparisonOperator = 'GreaterThanThreshold',
): EvaluationRule {
  const common = { evaluationPeriods: n, datapointsToAlarm: m, namesDatapointsToAlarm: true, treatMissingData };
  switch (comparisonOperator) {
    case 'LessThanLowerOrGreaterThanUpperThreshold':
    case 'LessThanLowerThreshold':
    case 'GreaterThanUpperThreshold':
      return { ...common, comparisonOperator };
    default:
      return { ...common, comparisonOperator, threshold: 5 };
  }
}

/** Datapoints with a band from 4 to 6, newest first. */
function newestFirst(values: readonly (number | undefined)[]): AlarmDatapoint[] {
  return values
    .toReversed()
    .map((value, index) => ({ timestamp: -60_000 * (index + 1), value, band: { lower: 4, upper: 6 } }));
}

function outcome(n: number, m: number, treat: TreatMissingData, values: readonly (number | undefined)[]): Outcome {
  return decideState(rule(n, m, treat), newestFirst(values));
}

type Row = readonly [points: string, missing: Outcome, ignore: Outcome, breaching: Outcome, notBreaching: Outcome];

const M3_OF_N3: readonly Row[] = [
  ['0 - X - X', 'OK', 'OK', 'OK', 'OK'],
  ['0 - - - -', 'OK', 'OK', 'OK', 'OK'],
  ['- - - - -', 'INSUFFICIENT_DATA', 'retain', 'ALARM', 'OK'],
  ['0 X X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['- - X - -', 'ALARM', 'retain', 'ALARM', 'OK'],
];

const M2_OF_N3: readonly Row[] = [
  ['0 - X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['0 0 X 0 X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['0 - X - -', 'OK', 'OK', 'ALARM', 'OK'],
  ['- - - - 0', 'OK', 'OK', 'ALARM', 'OK'],
  ['- - - X -', 'ALARM', 'retain', 'ALARM', 'OK'],
];

function cells(table: readonly Row[]) {
  return table.flatMap(([points, ...outcomes]) =>
    TREATMENTS.map((treat, index) => ({ points, treat, expected: outcomes[index] })),
  );
}

describe('the tables of "Configuring how CloudWatch alarms treat missing data"', () => {
  it.each(cells(M3_OF_N3))('3 out of 3, $treat: $points gives $expected', ({ points, treat, expected }) => {
    expect(outcome(3, 3, treat, parseBreaches(points))).toBe(expected);
  });

  it.each(cells(M2_OF_N3))('2 out of 3, $treat: $points gives $expected', ({ points, treat, expected }) => {
    expect(outcome(3, 2, treat, parseBreaches(points))).toBe(expected);
  });
});

describe('premature alarms, 3 out of 3, missing data missing', () => {
  it.each([
    ['- - - - X', 'INSUFFICIENT_DATA'],
    ['- - - X -', 'INSUFFICIENT_DATA'],
    ['- - - X X', 'INSUFFICIENT_DATA'],
    ['- - X - -', 'ALARM'],
    ['- - X - X', 'ALARM'],
    ['- X - - -', 'ALARM'],
    ['- - X 0 -', 'OK'],
  ] as const)('%s gives %s', (points, expected) => {
    expect(outcome(3, 3, 'missing', parseBreaches(points))).toBe(expected);
  });
});

describe('zeros, edges and ranges', () => {
  it.each([
    ['a 0 is a datapoint, not a gap', 1, 1, 'missing', '- - 0', 'OK'],
    ['one newest breach is enough for 1 out of 1', 1, 1, 'missing', '0 0 X', 'ALARM'],
    ['an older breach still counts while nothing newer arrives', 1, 1, 'notBreaching', 'X - -', 'ALARM'],
    ['a breach beyond the range of N + 2 does not count', 1, 1, 'notBreaching', 'X - - -', 'OK'],
    ['1 out of 5 with four good datapoints', 5, 1, 'missing', '0 0 0 0 0 X 0', 'ALARM'],
    ['breaches outside the last 5 real datapoints do not count', 5, 1, 'missing', 'X X 0 0 0 0 0', 'OK'],
    ['silence reaches 2 out of 2 only when it fills both periods', 2, 2, 'breaching', '0 0 - -', 'OK'],
    ['one old good datapoint holds 2 out of 2 back', 2, 2, 'breaching', '0 - - -', 'OK'],
    ['silence through the whole range alarms when missing is breaching', 2, 2, 'breaching', '- - - -', 'ALARM'],
  ] as const)('%s', (_, n, m, treat, points, expected) => {
    expect(outcome(n, m, treat, parseBreaches(points))).toBe(expected);
  });

  it.each([
    ['GreaterThanThreshold', [false, false, false, true, true]],
    ['GreaterThanOrEqualToThreshold', [false, false, true, true, true]],
    ['LessThanThreshold', [true, true, false, false, false]],
    ['LessThanOrEqualToThreshold', [true, true, true, false, false]],
    ['LessThanLowerThreshold', [true, false, false, false, false]],
    ['GreaterThanUpperThreshold', [false, false, false, false, true]],
    ['LessThanLowerOrGreaterThanUpperThreshold', [true, false, false, false, true]],
  ] as const)('%s compares 3, 4, 5, 6 and 7 with the threshold 5 or the band from 4 to 6', (operator, expected) => {
    const compared = [3, 4, 5, 6, 7].map((value) =>
      breaches(rule(1, 1, 'missing', operator), { timestamp: 0, value, band: { lower: 4, upper: 6 } }),
    );
    expect(compared).toEqual(expected);
  });
});

/** Values that breach and values that do not, by operator; threshold 5, band from 4 to 6. */
const VALUES: Readonly<Record<ComparisonOperator, readonly [breaching: readonly number[], good: readonly number[]]>> = {
  GreaterThanThreshold: [
    [5.1, 1e9],
    [5, 0, -7],
  ],
  GreaterThanOrEqualToThreshold: [
    [5, 1e9],
    [4.9, 0, -7],
  ],
  LessThanThreshold: [
    [4.9, 0, -7],
    [5, 1e9],
  ],
  LessThanOrEqualToThreshold: [
    [5, 0, -7],
    [5.1, 1e9],
  ],
  LessThanLowerThreshold: [
    [3.9, -7],
    [4, 5, 6, 1e9],
  ],
  GreaterThanUpperThreshold: [
    [6.1, 1e9],
    [6, 4, 0, -7],
  ],
  LessThanLowerOrGreaterThanUpperThreshold: [
    [3.9, -7, 6.1, 1e9],
    [4, 5, 6],
  ],
};

describe('against an oracle that tries every outcome of the missing datapoints', () => {
  const scenario = fc
    .record({
      n: fc.integer({ min: 1, max: 8 }),
      treat: fc.constantFrom(...TREAT_MISSING_DATA),
      operator: fc.constantFrom(...COMPARISON_OPERATORS),
    })
    .chain(({ n, treat, operator }) =>
      fc.record({
        n: fc.constant(n),
        treat: fc.constant(treat),
        operator: fc.constant(operator),
        m: fc.integer({ min: 1, max: n }),
        points: fc.array(fc.option(fc.tuple(fc.boolean(), fc.nat()), { nil: undefined }), {
          minLength: n + 2,
          maxLength: n + 5,
        }),
      }),
    );

  it('decides the same for any N, M, treatment, operator and sequence', () => {
    fc.assert(
      fc.property(scenario, ({ n, m, treat, operator, points }) => {
        const values = points.map((point) => {
          if (point === undefined) return undefined;
          const [breaching, choice] = point;
          const candidates = VALUES[operator][breaching ? 0 : 1];
          return candidates[choice % candidates.length];
        });
        const expected = alarmOracle(n, m, treat, points.map((point) => point?.[0]).toReversed());
        expect(decideState(rule(n, m, treat, operator), newestFirst(values))).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });
});
