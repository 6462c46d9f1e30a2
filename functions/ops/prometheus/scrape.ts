import type { MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { customNamespace } from '../../../monitoring/physical-name.ts';
import { env } from '../../lib/env.ts';
import { metricData } from '../metric-data.ts';
import { type DrawnMetric, drawnMetrics } from './drawn-metrics.ts';
import { exposition, type Sample, snakeCase } from './exposition.ts';

const PERIOD = 60;
/** CloudWatch has a minute's data soon after it, seldom later than three minutes. */
const MINUTES_BACK = 4;
/** Queries of one GetMetricData request. */
const MOST_QUERIES = 500;
/** A Prometheus server may ask as often as it likes: CloudWatch, which bills each metric, is asked once in so many milliseconds. */
const MEMORY = 55_000;

function sampleOf({ namespace, metricName, dimensions, stat }: DrawnMetric, value: number): Sample {
  const own = namespace === customNamespace(env().stage);
  const prefix = own ? 'smallcart' : snakeCase(namespace);
  const labels = Object.entries(dimensions).map(([name, text]) => [snakeCase(name), text]);
  return {
    name: `${prefix}_${snakeCase(metricName)}_${snakeCase(stat)}`,
    help: `${stat} of ${namespace} ${metricName} over the last minute that CloudWatch has.`,
    labels: Object.fromEntries(labels),
    value,
  };
}

/** The last value of each metric that has one, by the place of its query. */
function lastValues(results: readonly MetricDataResult[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const { Id = '', Values = [] } of results) {
    const value = Values.at(-1);
    if (value !== undefined) last.set(Id, value);
  }
  return last;
}

async function valuesOf(metrics: readonly DrawnMetric[], now: number): Promise<Sample[]> {
  const end = Math.floor(now / (PERIOD * 1000)) * PERIOD * 1000;
  const range = { start: end - MINUTES_BACK * PERIOD * 1000, end, period: PERIOD };
  const queries = metrics.map(({ namespace, metricName, dimensions, stat }, index) => {
    const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
    const Metric = { Namespace: namespace, MetricName: metricName, Dimensions };
    return { Id: `m${index}`, MetricStat: { Metric, Period: PERIOD, Stat: stat } };
  });
  const last = lastValues(await metricData(queries, range));
  return metrics.flatMap((metric, index) => {
    const value = last.get(`m${index}`);
    return value === undefined ? [] : [sampleOf(metric, value)];
  });
}

async function read(now: number): Promise<string> {
  const metrics = drawnMetrics();
  const chunks = Array.from({ length: Math.ceil(metrics.length / MOST_QUERIES) }, (_, index) =>
    metrics.slice(index * MOST_QUERIES, (index + 1) * MOST_QUERIES),
  );
  const samples = (await Promise.all(chunks.map((chunk) => valuesOf(chunk, now)))).flat();
  const requested: Sample = {
    name: 'smallcart_scrape_metrics_requested',
    help: 'Metrics that CloudWatch was asked for to make this answer; it bills each of them.',
    labels: {},
    value: metrics.length,
  };
  return exposition([...samples, requested]);
}

/** Prometheus's text of what CloudWatch has, `now` in epoch milliseconds. */
export type Scrape = (now: number) => Promise<string>;

/** A scrape that remembers its answer for a while of measured time (`elapsed`, milliseconds), but not a failure. */
export function createScrape(elapsed: () => number): Scrape {
  let memory: { readonly at: number; readonly text: Promise<string> } | undefined;
  return (now) => {
    if (memory !== undefined && elapsed() - memory.at < MEMORY) return memory.text;
    const text = read(now);
    memory = { at: elapsed(), text };
    text.catch(() => {
      memory = undefined;
    });
    return text;
  };
}
