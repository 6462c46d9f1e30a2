import type { BenchCase } from '../bench-case.ts';
import { sampleAlarm } from '../sample-alarms.ts';
import { createRandom, sampleMetric, sampleValue } from '../sample-metrics.ts';
import { median, milliseconds } from '../stopwatch.ts';
import { openSubject, type Subject } from '../subject.ts';

const MINUTE = 60_000;
const HOUR = 60;
const METRICS = 1000;
const TICKS = 10;
/** Durations come this many times a minute. */
const SAMPLES = 20;

/** Ten thousand alarms of a realistic mix, each with an hour of data behind it, evaluated at one tick. */
export const evaluateAlarms: BenchCase = {
  title: '10,000 metric alarms evaluated in one tick',
  rounds: 1,
  async run() {
    const figures = await measure(10_000);
    return [
      { label: '10,000 alarms, one tick', value: figures.tick, unit: 'ms', target: { atMost: 1000 } },
      { label: '10,000 alarms, the slowest of the ticks', value: figures.slowest, unit: 'ms' },
      { label: 'changes of state at such a tick', value: figures.changes, unit: '' },
      { label: 'the first tick, at which every alarm changes state', value: figures.first, unit: 'ms' },
    ];
  },
};

/** The same with one, four and sixteen times as many alarms over the same metrics. */
export const growthInAlarms: BenchCase = {
  title: 'growth in alarms (1,000 at 1×)',
  rounds: 1,
  scales: [1, 4, 16],
  async run(scale) {
    const { tick } = await measure(1000 * scale);
    return [{ label: 'one tick', value: tick, unit: 'ms' }];
  },
};

async function measure(alarms: number) {
  const subject = openSubject();
  const random = createRandom();
  for (let minute = -HOUR; minute < 0; minute++) record(subject, subject.clock.now() + minute * MINUTE, random);
  for (let index = 0; index < alarms; index++) await subject.call('PutMetricAlarm', sampleAlarm(index, METRICS));
  const tick = async (): Promise<number> => {
    record(subject, subject.clock.now(), random);
    subject.cloudWatch.flush();
    return milliseconds(() => subject.clock.advance(MINUTE));
  };
  const first = await tick();
  await tick();
  const before = countChanges(subject);
  const ticks: number[] = [];
  for (let index = 0; index < TICKS; index++) ticks.push(await tick());
  const changes = (countChanges(subject) - before) / TICKS;
  subject.close();
  return { first, tick: median(ticks), slowest: Math.max(...ticks), changes };
}

function record({ cloudWatch }: Subject, timestamp: number, random: () => number): void {
  for (let index = 0; index < METRICS; index++) {
    const metric = sampleMetric(index);
    const samples = metric.name === 'Duration' ? SAMPLES : 1;
    for (let sample = 0; sample < samples; sample++) {
      cloudWatch.record({ ...metric, timestamp, value: sampleValue(index, random) });
    }
  }
}

function countChanges({ database }: Subject): number {
  const row = database
    .prepare("SELECT count(*) AS count FROM cloudwatch_alarm_history WHERE type = 'StateUpdate'")
    .get();
  return Number(row?.count);
}
