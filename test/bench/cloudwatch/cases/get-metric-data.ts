import type { BenchCase } from '../bench-case.ts';
import { createRandom, metricInput, sampleMetric, sampleValue } from '../sample-metrics.ts';
import { median, milliseconds } from '../stopwatch.ts';
import { openSubject, type Subject } from '../subject.ts';

const MINUTE = 60_000;
const QUERIES = 500;
const CALLS = 9;
const STATISTICS = ['Sum', 'Average', 'Maximum', 'p99', 'SampleCount'];

/** 500 queries over three hours, within the chunk that is being written and over those before it. */
export const getMetricData: BenchCase = {
  title: 'GetMetricData of 500 queries',
  rounds: 3,
  async run() {
    const subject = openSubject();
    const random = createRandom();
    for (let minute = 0; minute < 8 * 60; minute++) {
      const timestamp = subject.clock.now();
      for (let index = 0; index < QUERIES; index++) {
        subject.cloudWatch.record({ ...sampleMetric(index), timestamp, value: sampleValue(index, random) });
      }
      await subject.clock.advance(MINUTE);
    }
    const hours = async (from: number, to: number): Promise<number> => {
      const took: number[] = [];
      for (let call = 0; call < CALLS; call++) took.push(await milliseconds(() => ask(subject, from, to)));
      return median(took);
    };
    const figures = [
      { label: '500 queries × 3 h of one-minute data', value: await hours(3, 0), unit: 'ms', target: { atMost: 100 } },
      { label: '500 queries × 3 h, all of it in sealed chunks', value: await hours(7.5, 4.5), unit: 'ms' },
    ];
    subject.close();
    return figures;
  },
};

async function ask({ call, clock }: Subject, from: number, to: number): Promise<void> {
  const now = clock.now() / 1000;
  const answer = await call('GetMetricData', {
    StartTime: now - from * 3600,
    EndTime: now - to * 3600,
    MetricDataQueries: Array.from({ length: QUERIES }, (_, index) => ({
      Id: `q${index}`,
      MetricStat: { Metric: metricInput(index), Stat: STATISTICS[index % STATISTICS.length], Period: 60 },
    })),
  });
  const results = answer.MetricDataResults;
  if (!Array.isArray(results) || results.length !== QUERIES) throw new Error('not every query was answered');
}
