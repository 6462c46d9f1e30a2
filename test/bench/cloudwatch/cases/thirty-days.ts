import type { BenchCase } from '../bench-case.ts';
import { sampleAlarm } from '../sample-alarms.ts';
import { createRandom, sampleMetric, sampleValue } from '../sample-metrics.ts';
import { milliseconds } from '../stopwatch.ts';
import { openSubject } from '../subject.ts';

const MINUTE = 60_000;
const METRICS = 300;
const ALARMS = 60;
const DAYS = 30;

/** A month in one advance of the clock: 43,200 ticks, at each of them 300 datapoints and 60 evaluations. */
export const thirtyDays: BenchCase = {
  title: 'thirty virtual days with 60 alarms and 300 metrics of one-minute data',
  rounds: 1,
  async run() {
    const subject = openSubject();
    const { cloudWatch, clock } = subject;
    const random = createRandom();
    let ticks = 0;
    let last = Number.NEGATIVE_INFINITY;
    clock.every(MINUTE, (tick) => {
      if (tick <= last) throw new Error('a tick ran out of order');
      last = tick;
      ticks++;
      for (let index = 0; index < METRICS; index++) {
        cloudWatch.record({ ...sampleMetric(index), timestamp: tick, value: sampleValue(index, random) });
      }
    });
    for (let index = 0; index < ALARMS; index++) await subject.call('PutMetricAlarm', sampleAlarm(index, METRICS));
    const took = await milliseconds(() => clock.advance(DAYS * 1440 * MINUTE));
    const { notifications } = subject.sent();
    subject.close();
    return [
      { label: 'one advance of 30 days', value: took / 1000, unit: 's', target: { atMost: 60 } },
      { label: 'ticks run', value: ticks, unit: '', target: { atLeast: DAYS * 1440 } },
      { label: 'notifications sent meanwhile', value: notifications, unit: '' },
      { label: 'peak resident set', value: process.resourceUsage().maxRSS / 1024, unit: 'MB' },
    ];
  },
};
