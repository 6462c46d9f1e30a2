import type { BenchCase } from '../bench-case.ts';
import { sampleAlarm } from '../sample-alarms.ts';
import { createRandom, metricInput, sampleMetric, sampleValue } from '../sample-metrics.ts';
import { median, milliseconds } from '../stopwatch.ts';
import { openSubject, type Subject } from '../subject.ts';

const MINUTE = 60_000;
const METRICS = 200;
const METRIC_ALARMS = 1000;
const COMPOSITE_ALARMS = 200;
const BAND_ALARMS = 50;
const HOURS = 3 * 24;
const TICKS = 10;

/** Metric, composite and band alarms beside each other, over three days of data for the bands to be trained on. */
export const mixedAlarms: BenchCase = {
  title: `${METRIC_ALARMS} metric, ${COMPOSITE_ALARMS} composite and ${BAND_ALARMS} band alarms`,
  rounds: 1,
  async run() {
    const subject = openSubject();
    const random = createRandom();
    await fill(subject, random);
    for (let index = 0; index < METRIC_ALARMS; index++)
      await subject.call('PutMetricAlarm', sampleAlarm(index, METRICS));
    for (let index = 0; index < COMPOSITE_ALARMS; index++) await subject.call('PutCompositeAlarm', composite(index));
    for (let index = 0; index < BAND_ALARMS; index++) await subject.call('PutMetricAlarm', band(index));
    const first = await tick(subject, random);
    const ticks: number[] = [];
    for (let index = 0; index < TICKS; index++) ticks.push(await tick(subject, random));
    subject.close();
    return [
      { label: 'the first tick: states change, models are trained', value: first, unit: 'ms' },
      { label: 'one tick', value: median(ticks), unit: 'ms', target: { atMost: 1000 } },
      { label: 'the slowest of the ticks', value: Math.max(...ticks), unit: 'ms' },
    ];
  },
};

async function fill(subject: Subject, random: () => number): Promise<void> {
  for (let minute = 0; minute < HOURS * 60; minute++) {
    record(subject, random);
    await subject.clock.advance(MINUTE);
  }
}

function record({ cloudWatch, clock }: Subject, random: () => number): void {
  for (let index = 0; index < METRICS; index++) {
    cloudWatch.record({ ...sampleMetric(index), timestamp: clock.now(), value: sampleValue(index, random) });
  }
}

function tick(subject: Subject, random: () => number): Promise<number> {
  record(subject, random);
  subject.cloudWatch.flush();
  return milliseconds(() => subject.clock.advance(MINUTE));
}

/** Every fifth is on composite alarms of the four before it, the others on five metric alarms. */
function composite(index: number) {
  const children = Array.from({ length: 5 }, (_, child) => `ALARM("alarm-${(5 * index + child) % METRIC_ALARMS}")`);
  const above = Array.from({ length: 4 }, (_, child) => `ALARM("composite-${index - 1 - child}")`);
  const [first, second, ...rest] = children;
  const AlarmRule = index % 5 === 4 ? above.join(' OR ') : `(${first} AND NOT ${second}) OR (${rest.join(' AND ')})`;
  return { AlarmName: `composite-${index}`, AlarmRule };
}

function band(index: number) {
  return {
    ...{ AlarmName: `band-${index}`, EvaluationPeriods: 3, DatapointsToAlarm: 2 },
    ...{ ComparisonOperator: 'LessThanLowerOrGreaterThanUpperThreshold', ThresholdMetricId: 'band' },
    Metrics: [
      { Id: 'm', MetricStat: { Metric: metricInput(index), Stat: 'Average', Period: 300 } },
      { Id: 'band', Expression: 'ANOMALY_DETECTION_BAND(m, 2)' },
    ],
  };
}
