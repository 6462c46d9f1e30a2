import type { AlarmDefinition } from '../monitoring/alarms/alarm-definition.ts';
import { ALARMS } from '../monitoring/alarms/alarms.ts';
import { MILLION_REQUESTS, monthlyCost } from '../monitoring/cost.ts';
import { DASHBOARDS } from '../monitoring/dashboards/dashboards.ts';
import type { MetricDefinition } from '../monitoring/metric-definition.ts';
import { METRICS } from '../monitoring/metrics.ts';

const NOTE = '<!-- Made from monitoring/ by `npm run docs`; change the definitions, not this file. -->';

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function namespaceOf(metric: MetricDefinition): string {
  return metric.source === 'vended' ? metric.namespace : 'SmallCart/&lt;stage&gt;';
}

function metricsPage(): string {
  const rows = Object.values<MetricDefinition>(METRICS).map((metric) => [
    namespaceOf(metric),
    `\`${metric.name}\``,
    metric.unit,
    metric.dimensionSets.map((set) => Object.keys(set).join(', ')).join(' · '),
    metric.meaning,
  ]);
  const intro =
    'Every metric that is emitted, drawn or alarmed on. Those in an `AWS/` namespace come from AWS for free.';
  return `${NOTE}\n\n# Metrics\n\n${intro}\n\n${table(['namespace', 'name', 'unit', 'dimensions', 'meaning'], rows)}\n`;
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
