import type { MetricSample } from '../../../local/cloudwatch/metric-store.ts';

const NAMES = ['Requests', 'Errors', 'Duration', 'Size'] as const;
const UNITS = { Requests: 'Count', Errors: 'Count', Duration: 'Milliseconds', Size: 'Bytes' } as const;

/** Numbers from 0 to below 1, the same in every run (a linear congruential generator). */
export function createRandom(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The metric with this number: every four belong to one route of a service. */
export function sampleMetric(index: number): Pick<MetricSample, 'namespace' | 'name' | 'dimensions' | 'unit'> {
  const name = NAMES[index % NAMES.length] ?? 'Requests';
  const route = `GET /route/${Math.floor(index / NAMES.length)}`;
  return { namespace: 'Bench', name, dimensions: { Service: `service-${index % 8}`, Route: route }, unit: UNITS[name] };
}

/** A value such a metric has: counts mostly small whole numbers, errors mostly 0, durations with a long tail. */
export function sampleValue(index: number, random: () => number): number {
  switch (NAMES[index % NAMES.length]) {
    case 'Requests':
      return Math.floor(random() * 50);
    case 'Errors':
      return random() < 0.9 ? 0 : 1 + Math.floor(random() * 3);
    case 'Duration':
      return 20 * Math.exp(2 * random() ** 3 + random());
    default:
      return 500 + Math.floor(random() * 100_000);
  }
}

/** The metric as PutMetricAlarm names it. */
export function metricInput(index: number) {
  const { namespace, name, dimensions } = sampleMetric(index);
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  return { Namespace: namespace, MetricName: name, Dimensions };
}
