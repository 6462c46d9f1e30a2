import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EvaluationRule } from '../../../../local/cloudwatch/alarms/alarm-definition.ts';
import {
  type AlarmDatapoint,
  breaches,
  evaluateAlarm,
  evaluationRange,
} from '../../../../local/cloudwatch/alarms/evaluate-alarm.ts';
import { TREAT_MISSING_DATA, type TreatMissingData } from '../../../../monitoring/cloudwatch.ts';
import { parseBreaches } from '../../../support/series.ts';

const TREATMENTS = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;
type Outcome = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA' | 'retain';

function rule(n: number, m: number, treatMissingData: TreatMissingData): EvaluationRule {
  return {
    evaluationPeriods: n,
    datapointsToAlarm: m,
    namesDatapointsToAlarm: true,
    threshold: 5,
    comparisonOperator: 'GreaterThanThreshold',
    treatMissingData,
  };
}

function newestFirst(values: readonly (number | undefined)[]): AlarmDatapoint[] {
  return values.toReversed().map((value, index) => ({ timestamp: -60_000 * (index + 1), value }));
}

function outcome(n: number, m: number, treat: TreatMissingData, values: readonly (number | undefined)[]): Outcome {
  const decision = evaluateAlarm(rule(n, m, treat), newestFirst(values));
  return decision.kind === 'retain' ? 'retain' : decision.state;
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
    ['GreaterThanThreshold', [false, false, true]],
    ['GreaterThanOrEqualToThreshold', [false, true, true]],
    ['LessThanThreshold', [true, false, false]],
    ['LessThanOrEqualToThreshold', [true, true, false]],
  ] as const)('%s compares below, at and above the threshold', (operator, expected) => {
    expect([4, 5, 6].map((value) => breaches(operator, value, 5))).toEqual(expected);
  });
});

/**
 * An oracle that shares no reasoning with the evaluator: it tries every way the missing datapoints could have turned out and
 * keeps a state only when all agree; what stays open is settled by the documented rules for open cases.
 */
function oracle(n: number, m: number, treat: TreatMissingData, points: readonly (number | undefined)[]): Outcome {
  const newest = points.toReversed().slice(0, n + 2);
  const known = newest.filter((value) => value !== undefined).map((value) => value > 5);
  const taken = known.slice(0, n);
  const open = n - taken.length;
  const worlds = Array.from({ length: 2 ** open }, (_, bits) => [
    ...taken,
    ...Array.from({ length: open }, (_, place) => ((bits >> place) & 1) === 1),
  ]);
  const alarmIn = (world: readonly boolean[]): boolean => world.filter(Boolean).length >= m;
  if (treat === 'breaching') return alarmIn(worlds.at(-1) ?? []) ? 'ALARM' : 'OK';
  if (treat === 'notBreaching') return alarmIn(worlds[0] ?? []) ? 'ALARM' : 'OK';
  if (worlds.every(alarmIn)) return 'ALARM';
  if (!worlds.some(alarmIn) || known.includes(false)) return 'OK';
  if (treat === 'ignore') return 'retain';
  const oldest = newest.length - [...newest].reverse().findIndex((value) => value !== undefined);
  return known.length > 0 && oldest >= m ? 'ALARM' : 'INSUFFICIENT_DATA';
}

describe('against an oracle that tries every outcome of the missing datapoints', () => {
  const scenario = fc
    .record({ n: fc.integer({ min: 1, max: 8 }), treat: fc.constantFrom(...TREAT_MISSING_DATA) })
    .chain(({ n, treat }) =>
      fc.record({
        n: fc.constant(n),
        treat: fc.constant(treat),
        m: fc.integer({ min: 1, max: n }),
        points: fc.array(fc.constantFrom<(number | undefined)[]>(0, 10, undefined), {
          minLength: evaluationRange(n),
          maxLength: evaluationRange(n) + 3,
        }),
      }),
    );

  it('decides the same for any N, M, treatment and sequence', () => {
    fc.assert(
      fc.property(scenario, ({ n, m, treat, points }) => {
        expect(outcome(n, m, treat, points)).toBe(oracle(n, m, treat, points));
      }),
      { numRuns: 2000 },
    );
  });
});
