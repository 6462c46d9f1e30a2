import { describe, expect, it } from 'vitest';
import { customMetricCount, MOST_CUSTOM_METRICS } from '../../monitoring/custom-metric-count.ts';
import type { MetricDefinition } from '../../monitoring/metric-definition.ts';
import { metricUses } from '../../monitoring/metric-uses.ts';
import { METRICS, type MetricKey } from '../../monitoring/metrics.ts';

const definitions = Object.entries<MetricDefinition>(METRICS) as [MetricKey, MetricDefinition][];

describe('the catalogue of metrics', () => {
  it('has at most as many custom metrics as a stage may pay for', () => {
    expect(customMetricCount()).toBeLessThanOrEqual(MOST_CUSTOM_METRICS);
  });

  it.each(definitions)('%s is drawn, alarmed on, or waits for what will', (key, definition) => {
    const { panels, alarms } = metricUses(key);
    const used = panels.length + alarms.length > 0;
    const awaits = definition.source === 'custom' ? definition.awaits : undefined;
    expect({ key, used }).toEqual({ key, used: awaits === undefined });
  });

  it('names no two metrics alike', () => {
    const names = definitions.map(([, each]) => `${each.source === 'vended' ? each.namespace : ''} ${each.name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(definitions)('%s has no two dimension sets that could hold the same datapoint', (_key, { dimensionSets }) => {
    const combinations = dimensionSets.flatMap((set) =>
      Object.entries(set).reduce<string[]>(
        (all, [name, values]) =>
          all.flatMap((left) => (values === 'resource' ? ['*'] : values).map((value) => `${left} ${name}=${value}`)),
        [''],
      ),
    );
    expect(new Set(combinations).size).toBe(combinations.length);
  });
});
