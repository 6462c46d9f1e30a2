import type { AlarmDefinition } from '../monitoring/alarms/alarm-definition.ts';
import { ALARMS } from '../monitoring/alarms/alarms.ts';
import { MILLION_REQUESTS, monthlyCost } from '../monitoring/cost.ts';
import { customMetricCount, MOST_CUSTOM_METRICS } from '../monitoring/custom-metric-count.ts';
import { DASHBOARDS } from '../monitoring/dashboards/dashboards.ts';
import type { DimensionSet, MetricDefinition } from '../monitoring/metric-definition.ts';
import { metricUses } from '../monitoring/metric-uses.ts';
import { METRICS, type MetricKey } from '../monitoring/metrics.ts';

const NOTE = '<!-- Made from monitoring/ by `npm run docs`; change the definitions, not this file. -->';

const METRIC_KEYS = Object.keys(METRICS) as MetricKey[];

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

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

function metricsPage(): string {
  const rows = Object.entries<MetricDefinition>(METRICS);
  const own = rows.filter(([, { source }]) => source === 'custom').map(metricRow);
  const vended = rows.filter(([, { source }]) => source === 'vended').map(metricRow);
  return `${[
    NOTE,
    '# Metrics',
    'Every metric that is emitted, drawn or alarmed on, with exactly the dimension sets and values under which it has data. A value that is not listed here does not compile; one that slips through at run time is dropped and counted.',
    '## Emitted by the shop',
    `In the namespace \`SmallCart/<stage>\`: ${customMetricCount()} metrics as CloudWatch counts and bills them (name × dimension values), of at most ${MOST_CUSTOM_METRICS}.`,
    table(['name', 'unit', 'dimensions', 'meaning', 'emitted by', 'looked at by'], own),
    '## Vended by AWS',
    'These come for free.',
    table(['name', 'unit', 'dimensions', 'meaning', 'namespace', 'looked at by'], vended),
  ].join('\n\n')}\n`;
}

function condition(alarm: AlarmDefinition): string {
  const operator = {
    GreaterThanThreshold: '>',
    GreaterThanOrEqualToThreshold: '≥',
    LessThanThreshold: '<',
    LessThanOrEqualToThreshold: '≤',
    LessThanLowerOrGreaterThanUpperThreshold: 'outside',
    LessThanLowerThreshold: 'below',
    GreaterThanUpperThreshold: 'above',
  }[alarm.comparisonOperator];
  const returned = alarm.metrics.find((query) => query.returnData ?? true);
  const value = returned?.expression ?? `${returned?.stat} of ${returned && METRICS[returned.metric.key].name}`;
  return `\`${value}\` ${operator} ${alarm.threshold}, ${alarm.datapointsToAlarm} of ${alarm.evaluationPeriods} × ${alarm.period} s`;
}

function alarmSection(alarm: AlarmDefinition): string {
  return [
    `## ${alarm.title}`,
    alarm.notices,
    table(
      ['', ''],
      [
        ['severity', alarm.severity],
        ['category', alarm.category],
        ['condition', condition(alarm)],
        ['promise', `detected within ${alarm.promiseMinutes} minutes`],
        ['missing data', `${alarm.treatMissingData}: ${alarm.missingDataReason}`],
        ['at low traffic', alarm.lowTraffic],
        ['raised by the fault', alarm.provenBy.map((fault) => `\`${fault}\``).join(', ')],
        ['runbook', `[${alarm.runbook}](../monitoring/runbooks/${alarm.runbook})`],
      ],
    ),
  ].join('\n\n');
}

function alarmsPage(): string {
  return `${[NOTE, '# Alarms', ...ALARMS.map(alarmSection)].join('\n\n')}\n`;
}

function billTable(): string {
  const lines = monthlyCost(ALARMS, DASHBOARDS, MILLION_REQUESTS);
  const total = lines.reduce((sum, line) => sum + line.dollars, 0);
  const rows = lines.map((line) => [line.item, line.quantity, line.dollars.toFixed(2)]);
  return table(['item', 'quantity', 'US dollars a month'], [...rows, ['**Total**', '', `**${total.toFixed(2)}**`]]);
}

function assumptionsTable(): string {
  const head = ['function', 'share', 'billed ms', 'GB', 'read units', 'write units', 'what that is'];
  const rows = MILLION_REQUESTS.kinds.map(
    ({ service, share, milliseconds, gigabytes, readUnits, writeUnits, does }) => [
      service,
      `${Math.round(share * 100)} %`,
      ...[milliseconds, gigabytes, readUnits, writeUnits].map(String),
      does,
    ],
  );
  return table(head, rows);
}

function costPage(): string {
  const intro =
    'A stage with a million requests a month in us-east-1 at list prices of November 2026, free tiers of CloudWatch, X-Ray and Lambda deducted. CloudFront, data transfer and Amazon Managed Grafana are not in it.';
  const assumptions =
    'What a request takes, on average: durations and shares are estimates, memory is the deployed functions’, and the units follow from what each function reads and writes.';
  return `${[NOTE, '# Cost', intro, billTable(), '## Assumptions', assumptions, assumptionsTable()].join('\n\n')}\n`;
}

/** The generated pages of docs/, text by file name. */
export function referencePages(): Readonly<Record<string, string>> {
  return { 'metrics.md': metricsPage(), 'alarms.md': alarmsPage(), 'cost.md': costPage() };
}
