import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../local/aws/json.ts';
import { initialState } from '../../../../local/cloudwatch/alarms/alarm.ts';
import { nextState } from '../../../../local/cloudwatch/alarms/next-state.ts';
import { readAlarm } from '../../../../local/cloudwatch/alarms/read-alarm.ts';
import { warmUpState } from '../../../../local/cloudwatch/alarms/warm-up.ts';
import { createAnomalyModels } from '../../../../local/cloudwatch/anomaly/anomaly-models.ts';
import { openMetricStore } from '../../../../local/cloudwatch/metric-store.ts';
import { TREAT_MISSING_DATA } from '../../../../monitoring/cloudwatch.ts';
import { alarmOracle } from '../../../support/alarm-oracle.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse('2026-11-21T03:00:00Z');

type Sample = { readonly at: number; readonly arrives: number; readonly value: number };

/** The course of an alarm on the sum of a metric over ticks, as its samples arrive: the state after each tick. */
function course(
  input: JsonObject,
  samples: readonly Sample[],
  ticks: readonly number[],
  storageResolution: 1 | 60 = 60,
) {
  const metrics = openMetricStore({ database: new DatabaseSync(':memory:') });
  const source = { metrics, models: createAnomalyModels() };
  const metric = { AlarmName: 'a', Namespace: 'n', MetricName: 'm', Statistic: 'Sum', Period: 60, Threshold: 5 };
  const definition = readAlarm({
    ...metric,
    ComparisonOperator: 'GreaterThanThreshold',
    EvaluationPeriods: 1,
    ...input,
  });
  let state = { ...initialState(START), ...warmUpState(definition) };
  const waiting = samples.toSorted((a, b) => b.arrives - a.arrives);
  return ticks.map((tick) => {
    while ((waiting.at(-1)?.arrives ?? Number.POSITIVE_INFINITY) <= tick) {
      const { at = 0, value = 0 } = waiting.pop() ?? {};
      metrics.record({
        ...{ namespace: 'n', name: 'm', dimensions: {}, unit: 'Count' },
        ...{ timestamp: at, value, storageResolution },
      });
    }
    state = nextState({ definition, state }, source, tick) ?? state;
    return state;
  });
}

/** What the course must be, computed afresh at each tick from the list of samples. */
function expectedCourse(
  { n, m, treat, period }: { n: number; m: number; treat: (typeof TREAT_MISSING_DATA)[number]; period: number },
  samples: readonly Sample[],
  ticks: readonly number[],
): string[] {
  let state = 'INSUFFICIENT_DATA';
  return ticks.map((tick) => {
    const newestFirst = Array.from({ length: n + 2 }, (_, age) => {
      const end = tick - age * period;
      const held = samples.filter(({ at, arrives }) => arrives <= tick && at >= end - period && at < end);
      return held.length === 0 ? undefined : held.reduce((sum, { value }) => sum + value, 0) > 5;
    });
    const outcome = alarmOracle(n, m, treat, newestFirst);
    if (outcome !== 'retain') state = outcome;
    return state;
  });
}

describe('a whole run of evaluations over a sliding window', () => {
  const run = fc
    .record({
      n: fc.integer({ min: 1, max: 5 }),
      treat: fc.constantFrom(...TREAT_MISSING_DATA),
      step: fc.constantFrom(10_000, MINUTE),
      periods: fc.constantFrom(1, 2, 3),
    })
    .chain((kind) =>
      fc.record({
        kind: fc.constant(kind),
        m: fc.integer({ min: 1, max: kind.n }),
        samples: fc.array(
          fc.record({
            slot: fc.integer({ min: 0, max: 25 }),
            value: fc.constantFrom(0, 3, 6, 10),
            late: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 9 })),
          }),
          { maxLength: 30 },
        ),
      }),
    );

  it('decides as the oracle at every tick, with gaps, with data that comes late, by the minute and by ten seconds', () => {
    fc.assert(
      fc.property(run, ({ kind: { n, treat, step, periods }, m, samples }) => {
        const period = step * periods;
        const recorded = samples.map(({ slot, value, late }) => {
          const at = START + slot * step;
          return { at, arrives: at + (1 + late) * step, value };
        });
        const ticks = Array.from({ length: 36 }, (_, index) => START + (index + 1) * step);
        const input = { EvaluationPeriods: n, DatapointsToAlarm: m, Period: period / 1000, TreatMissingData: treat };
        const states = course(input, recorded, ticks, step < MINUTE ? 1 : 60).map(({ value }) => value);
        expect(states).toEqual(expectedCourse({ n, m, treat, period }, recorded, ticks));
      }),
      { numRuns: 120 },
    );
  });

  it('a datapoint that comes late turns the state that silence had given', () => {
    const samples = [
      { at: START, arrives: START + MINUTE, value: 1 },
      { at: START + MINUTE, arrives: START + 5 * MINUTE, value: 9 },
    ];
    const ticks = Array.from({ length: 6 }, (_, index) => START + (index + 1) * MINUTE);
    const states = course({ TreatMissingData: 'missing', EvaluationPeriods: 3, DatapointsToAlarm: 1 }, samples, ticks);
    expect(states.map(({ value }) => value)).toEqual(['OK', 'OK', 'OK', 'OK', 'ALARM', 'ALARM']);
  });
});

describe('an alarm on AWS/DynamoDB', () => {
  it.each([
    [undefined, 'ignore'],
    ['breaching', 'breaching'],
  ])('that says %s of missing data has %s', (TreatMissingData, expected) => {
    const metric = {
      AlarmName: 'a',
      Namespace: 'AWS/DynamoDB',
      MetricName: 'm',
      Statistic: 'Sum',
      Period: 60,
      Threshold: 5,
    };
    const input = { ...metric, ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 1 };
    const { rule } = readAlarm({ ...input, ...(TreatMissingData && { TreatMissingData }) });
    expect(rule.treatMissingData).toBe(expected);
  });
});

describe('a wall clock window', () => {
  const at = (time: string, value: number): Sample => ({ at: Date.parse(time), arrives: Date.parse(time), value });

  it('evaluates the last full hour each minute until the next hour is over', () => {
    const window = { Period: 3600, EvaluationWindow: { WallClockWindow: {} }, TreatMissingData: 'notBreaching' };
    const ticks = [0, 1, 59, 60, 61].map((minute) => START + minute * MINUTE);
    const states = course(window, [at('2026-11-21T02:10:00Z', 9)], ticks);
    expect(states.map(({ value }) => value)).toEqual(['ALARM', 'ALARM', 'ALARM', 'OK', 'OK']);
  });

  it('takes a day as long as the clocks of its zone make it', () => {
    const window = {
      Period: 86_400,
      EvaluationWindow: { WallClockWindow: { Timezone: 'Europe/Berlin' } },
      TreatMissingData: 'notBreaching',
    };
    // The day on which clocks go back lasts from 22:00 UTC until 23:00 UTC of the next day.
    const samples = [at('2026-10-24T22:00:00Z', 3), at('2026-10-25T22:59:00Z', 3)];
    const ticks = ['2026-10-25T23:00:00Z', '2026-10-26T22:59:00Z', '2026-10-26T23:00:00Z'].map(Date.parse);
    expect(course(window, samples, ticks).map(({ value }) => value)).toEqual(['ALARM', 'ALARM', 'OK']);
  });

  it('takes a day of metric math as long, too', () => {
    const stat = { Metric: { Namespace: 'n', MetricName: 'm' }, Period: 86_400, Stat: 'Sum' };
    const metrics = openMetricStore({ database: new DatabaseSync(':memory:') });
    const base = { namespace: 'n', name: 'm', dimensions: {}, unit: 'Count' as const, value: 3 };
    for (const time of ['2026-10-24T22:00:00Z', '2026-10-25T22:59:00Z'])
      metrics.record({ ...base, timestamp: Date.parse(time) });
    const definition = readAlarm({
      AlarmName: 'a',
      EvaluationPeriods: 1,
      Threshold: 11,
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationWindow: { WallClockWindow: { Timezone: 'Europe/Berlin' } },
      Metrics: [
        { Id: 'm', MetricStat: stat, ReturnData: false },
        { Id: 'e', Expression: 'm * 2' },
      ],
    });
    const source = { metrics, models: createAnomalyModels() };
    const state = initialState(START);
    expect(nextState({ definition, state }, source, Date.parse('2026-10-25T23:00:00Z'))).toMatchObject({
      value: 'ALARM',
      reason: expect.stringContaining('[12.0 (24/10/26 22:00:00)]'),
    });
  });
});

describe('a warm-up period', () => {
  const WARM_UP = { Period: 300, EvaluationPeriods: 3, TreatMissingData: 'breaching' };
  const published = Array.from({ length: 60 }, (_, minute) => {
    const at = START + (4 + minute) * MINUTE;
    return { at, arrives: at + MINUTE, value: 1 };
  });
  const minutes = (...list: number[]) => list.map((minute) => START + minute * MINUTE);

  it('ends as soon as data fills the evaluation window: published from 10:04 on, full at 10:19', () => {
    const input = { ...WARM_UP, WarmUpConfiguration: { WarmUpPeriodDurationInMinutes: 30 } };
    const states = course(input, published, minutes(1, 17, 18, 19, 20));
    expect(states.map(({ value, evaluationState }) => evaluationState ?? value)).toEqual([
      'IN_WARM_UP',
      'IN_WARM_UP',
      'IN_WARM_UP',
      'OK',
      'OK',
    ]);
  });

  it('does not end before the newest period has data, though data reaches back far enough', () => {
    const input = { ...WARM_UP, WarmUpConfiguration: { WarmUpPeriodDurationInMinutes: 30 } };
    const early = published.slice(0, 8);
    const again = { at: START + 20 * MINUTE, arrives: START + 21 * MINUTE, value: 1 };
    const states = course(input, [...early, again], minutes(19, 20, 21));
    expect(states.map(({ value, evaluationState }) => evaluationState ?? value)).toEqual([
      'IN_WARM_UP',
      'IN_WARM_UP',
      'OK',
    ]);
  });

  it('is waited for to its end when the alarm says so', () => {
    const WarmUpConfiguration = { WarmUpPeriodDurationInMinutes: 30, OnlyStartEvaluatingAfterWarmUpPeriodEnds: true };
    const states = course({ ...WARM_UP, WarmUpConfiguration }, published, minutes(1, 19, 29, 30));
    expect(states.map(({ value, evaluationState }) => evaluationState ?? value)).toEqual([
      'IN_WARM_UP',
      'IN_WARM_UP',
      'IN_WARM_UP',
      'OK',
    ]);
  });

  it('ends by its length without any data, and with a full window of the wall clock', () => {
    const input = { ...WARM_UP, WarmUpConfiguration: { WarmUpPeriodDurationInMinutes: 10 } };
    expect(course(input, [], minutes(9, 10)).map(({ value }) => value)).toEqual(['INSUFFICIENT_DATA', 'ALARM']);
    const wallClock = {
      ...WARM_UP,
      EvaluationWindow: { WallClockWindow: {} },
      WarmUpConfiguration: { WarmUpPeriodDurationInMinutes: 60 },
    };
    const states = course(wallClock, published, minutes(14, 15));
    expect(states.map(({ value, evaluationState }) => evaluationState ?? value)).toEqual(['IN_WARM_UP', 'OK']);
  });

  it('that ends without a change of state is told no longer', () => {
    const input = { TreatMissingData: 'missing', WarmUpConfiguration: { WarmUpPeriodDurationInMinutes: 2 } };
    const states = course(input, [], minutes(1, 2, 3));
    expect(states.map(({ evaluationState, updated }) => [evaluationState, (updated - START) / MINUTE])).toEqual([
      ['IN_WARM_UP', 0],
      [undefined, 2],
      [undefined, 2],
    ]);
  });
});

describe('an evaluation each hour of what looks back more than a day', () => {
  it('has its newest period end at the tick all the same', () => {
    const input = { Period: 3600, EvaluationPeriods: 25, DatapointsToAlarm: 1, TreatMissingData: 'notBreaching' };
    const ticks = [0, 1, 26, 28, 29].map((hour) => START + hour * HOUR);
    const states = course(input, [{ at: START + 30 * MINUTE, arrives: START + HOUR, value: 9 }], ticks);
    expect(states.map(({ value }) => value)).toEqual(['OK', 'ALARM', 'ALARM', 'OK', 'OK']);
  });
});

describe('queries that compute too much', () => {
  it('leave the state and tell an evaluation error, until they compute less', () => {
    const metrics = openMetricStore({ database: new DatabaseSync(':memory:') });
    for (let minute = 0; minute < 1440; minute++) {
      const base = { namespace: 'n', name: 'm', dimensions: {}, unit: 'Count' as const, value: 1 };
      metrics.record({ ...base, timestamp: START - (minute + 1) * MINUTE });
    }
    const source = { metrics, models: createAnomalyModels() };
    const ids = Array.from({ length: 9 }, (_, index) => `e${index}`);
    const definition = readAlarm({
      AlarmName: 'a',
      EvaluationPeriods: 1440,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
      Metrics: [
        {
          Id: 'm',
          MetricStat: { Metric: { Namespace: 'n', MetricName: 'm' }, Period: 60, Stat: 'Sum' },
          ReturnData: false,
        },
        ...ids.map((Id) => ({ Id, Expression: `m${'*1'.repeat(1000)}`, ReturnData: false })),
        { Id: 'all', Expression: ids.join('+') },
      ],
    });
    const begun = initialState(START - HOUR);
    const warmingUp = { ...begun, evaluationState: 'IN_WARM_UP' as const };
    expect(nextState({ definition, state: warmingUp }, source, START)).toBeUndefined();
    const failed = nextState({ definition, state: begun }, source, START);
    expect(failed).toMatchObject({
      value: 'INSUFFICIENT_DATA',
      evaluationState: 'EVALUATION_ERROR',
      reason: expect.stringContaining('Evaluation error: the expressions of the request compute more than'),
      updated: START,
      transitioned: START - HOUR,
    });
    const state = failed ?? begun;
    expect(nextState({ definition, state }, source, START + MINUTE)).toBeUndefined();
    const later = START + 1443 * MINUTE;
    expect(nextState({ definition, state }, source, later)).toEqual({
      value: 'INSUFFICIENT_DATA',
      reason: 'Insufficient Data: 1440 datapoints were unknown.',
      reasonData: expect.any(String),
      updated: later,
      transitioned: START - HOUR,
    });
  });
});
