import type { BenchCase } from '../bench-case.ts';
import { createRandom, metricInput, sampleMetric, sampleValue } from '../sample-metrics.ts';
import { type ServedSubject, serveSubject } from '../served-subject.ts';

const MINUTE = 60_000;
const SECONDS = 4;
const DATA = 20;
const VALUES = 50;
const QUERIES = 20;
/** The writer beside the readers puts so many values every so many milliseconds: 50,000 a second. */
const BURST = 500;
const PAUSE = 10;

/** What clients get through over HTTP, one thread serving. */
export const putOverHttp: BenchCase = {
  title: 'PutMetricData over HTTP, ten connections',
  rounds: 1,
  async run() {
    const subject = await serveSubject();
    const random = createRandom();
    const small = datumsOf((index) => ({ Value: sampleValue(index, random) }));
    const large = datumsOf((index) => ({ Values: Array.from({ length: VALUES }, () => sampleValue(index, random)) }));
    const single = await subject.load('PutMetricData', small, SECONDS);
    const many = await subject.load('PutMetricData', large, SECONDS);
    subject.close();
    return [
      { label: `requests of ${DATA} data with a value each`, value: single.perSecond, unit: 'requests/s' },
      { label: 'data', value: single.perSecond * DATA, unit: 'data/s' },
      { label: `requests of ${DATA} data with ${VALUES} values each`, value: many.perSecond, unit: 'requests/s' },
      { label: 'values', value: many.perSecond * DATA * VALUES, unit: 'values/s' },
    ];
  },
};

/** Readers over HTTP alone, then while 50,000 values a second are written beside them. */
export const readWhileWriting: BenchCase = {
  title: `GetMetricData of ${QUERIES} queries × 3 h over HTTP, ten connections`,
  rounds: 1,
  async run() {
    const subject = await serveSubject();
    const random = createRandom();
    for (let minute = -180; minute < 0; minute++) {
      for (let index = 0; index < QUERIES; index++) write(subject, index, minute * MINUTE, random);
    }
    const query = queryInput(subject.clock.now());
    const alone = await subject.load('GetMetricData', query, SECONDS);
    const writer = startWriter(subject, random);
    const beside = await subject.load('GetMetricData', query, SECONDS);
    const written = writer.stop();
    subject.close();
    return [
      { label: 'alone', value: alone.perSecond, unit: 'requests/s' },
      { label: 'alone, p99', value: alone.p99Ms, unit: 'ms' },
      { label: 'while values are written', value: beside.perSecond, unit: 'requests/s' },
      { label: 'while values are written, p99', value: beside.p99Ms, unit: 'ms' },
      { label: 'values written beside', value: written, unit: 'values/s', target: { atLeast: 40_000 } },
    ];
  },
};

function datumsOf(values: (index: number) => object) {
  const { Namespace } = metricInput(0);
  const MetricData = Array.from({ length: DATA }, (_, index) => {
    const { MetricName, Dimensions } = metricInput(index);
    return { MetricName, Dimensions, Unit: sampleMetric(index).unit, ...values(index) };
  });
  return { Namespace, MetricData };
}

function queryInput(now: number) {
  const MetricDataQueries = Array.from({ length: QUERIES }, (_, index) => ({
    Id: `q${index}`,
    MetricStat: { Metric: metricInput(index), Stat: index % 5 === 0 ? 'p99' : 'Average', Period: 60 },
  }));
  return { StartTime: now / 1000 - 3 * 3600, EndTime: now / 1000, MetricDataQueries };
}

function write({ cloudWatch, clock }: ServedSubject, index: number, offset: number, random: () => number): void {
  const timestamp = clock.now() + offset;
  cloudWatch.record({ ...sampleMetric(index), timestamp, value: sampleValue(index, random) });
}

function startWriter(subject: ServedSubject, random: () => number): { stop(): number } {
  const began = performance.now();
  let written = 0;
  const timer = setInterval(() => {
    // What the readers kept it from is made up for, as a backlog of log events would be.
    const due = Math.min(20 * BURST, (BURST * (performance.now() - began)) / PAUSE - written);
    for (let value = 0; value < due; value++) write(subject, value % 300, -(value % 60) * 1000, random);
    written += Math.max(0, Math.ceil(due));
  }, PAUSE);
  return {
    stop() {
      clearInterval(timer);
      return (1000 * written) / (performance.now() - began);
    },
  };
}
