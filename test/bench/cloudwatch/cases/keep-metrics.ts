import type { BenchCase } from '../bench-case.ts';
import { createRandom, sampleMetric, sampleValue } from '../sample-metrics.ts';
import { milliseconds } from '../stopwatch.ts';
import { openSubject } from '../subject.ts';

const MINUTE = 60_000;
const DAY = 24 * 60;
const MEGABYTE = 2 ** 20;

/** The memory of a process that holds the engine and no metric: what the others are compared with. */
export const emptyProcess: BenchCase = {
  title: 'memory of the engine without metrics',
  rounds: 3,
  async run() {
    const subject = openSubject();
    await subject.clock.advance(MINUTE);
    const value = process.memoryUsage.rss() / MEGABYTE;
    subject.close();
    return [{ label: 'resident set of the empty engine', value, unit: 'MB' }];
  },
};

/** 300 metrics with a datapoint a minute over fifteen days, which is as long as CloudWatch keeps minutes. */
export const keepFifteenDays: BenchCase = {
  title: '300 metrics × 15 days of one-minute data',
  rounds: 1,
  async run() {
    const { before, after, seconds } = await fill(300, 15 * DAY);
    return [
      { label: 'resident set added by the data', value: after - before, unit: 'MB', target: { atMost: 250 } },
      { label: 'resident set with all', value: after, unit: 'MB' },
      { label: 'recorded, kept and stored', value: (300 * 15 * DAY) / seconds, unit: 'datapoints/s' },
    ];
  },
};

/** One day of 100, 400 and 1,600 metrics. */
export const growthInMetrics: BenchCase = {
  title: 'growth in metrics (100 over a day at 1×)',
  rounds: 1,
  scales: [1, 4, 16],
  async run(scale) {
    const { before, after, seconds } = await fill(100 * scale, DAY);
    return [
      { label: 'time to record, keep and store', value: 1000 * seconds, unit: 'ms' },
      { label: 'resident set added by the data', value: after - before, unit: 'MB' },
    ];
  },
};

async function fill(metrics: number, minutes: number) {
  const subject = openSubject();
  const random = createRandom();
  const before = process.memoryUsage.rss() / MEGABYTE;
  const took = await milliseconds(async () => {
    for (let minute = 0; minute < minutes; minute++) {
      const timestamp = subject.clock.now();
      for (let index = 0; index < metrics; index++) {
        subject.cloudWatch.record({ ...sampleMetric(index), timestamp, value: sampleValue(index, random) });
      }
      await subject.clock.advance(MINUTE);
    }
    subject.cloudWatch.flush();
  });
  const after = process.memoryUsage.rss() / MEGABYTE;
  subject.close();
  return { before, after, seconds: took / 1000 };
}
