import { customMetricCount, MOST_CUSTOM_METRICS } from '../../monitoring/custom-metric-count.ts';
import type { DimensionSet, MetricDefinition } from '../../monitoring/metric-definition.ts';
import { metricUses } from '../../monitoring/metric-uses.ts';
import { METRICS, type MetricKey } from '../../monitoring/metrics.ts';
import { page, table } from './markdown.ts';

const METRIC_KEYS = Object.keys(METRICS) as MetricKey[];

/** A dimension set with its values: `Rule (amount, velocity) · Action (review, block)`. */
function dimensionSet(set: DimensionSet): string {
  const dimensions = Object.entries(set).map(([name, values]) =>
    values === 'resource' ? name : `${name} (${values.join(', ')})`,
  );
  return dimensions.join(' · ') || 'none';
}

function usesOf(key: string, metric: MetricDefinition): string {
  const known = METRIC_KEYS.find((each) => each === key);
  const { panels, alarms } = known === undefined ? { panels: [], alarms: [] } : metricUses(known);
  const uses = [...panels, ...alarms.map((title) => `alarm ${title}`)];
  if (uses.length > 0) return uses.join('; ');
  return metric.source === 'custom' && metric.awaits ? `waits for ${metric.awaits}` : '';
}

function metricRow([key, metric]: readonly [string, MetricDefinition]): readonly string[] {
  return [
    `\`${metric.name}\``,
    metric.unit,
    metric.dimensionSets.map(dimensionSet).join('<br>'),
    metric.meaning,
    metric.source === 'custom' ? metric.emitter : metric.namespace,
    usesOf(key, metric),
  ];
}

/** docs/metrics.md */
export function metricsPage(): string {
  const rows = Object.entries<MetricDefinition>(METRICS);
  const own = rows.filter(([, { source }]) => source === 'custom').map(metricRow);
  const vended = rows.filter(([, { source }]) => source === 'vended').map(metricRow);
  return page(
    '# Metrics',
    'Every metric that is emitted, drawn or alarmed on, with exactly the dimension sets and values under which it has data. A value that is not listed here does not compile; one that slips through at run time is dropped and counted.',
    '## Emitted by the shop',
    `In the namespace \`SmallCart/<stage>\`: ${customMetricCount()} metrics as CloudWatch counts and bills them (name × dimension values), of at most ${MOST_CUSTOM_METRICS}.`,
    table(['name', 'unit', 'dimensions', 'meaning', 'emitted by', 'looked at by'], own),
    '## Vended by AWS',
    'These come for free.',
    table(['name', 'unit', 'dimensions', 'meaning', 'namespace', 'looked at by'], vended),
  );
}
