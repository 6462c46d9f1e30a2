import type { AlarmDefinition } from '../../monitoring/alarms/alarm-definition.ts';
import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import { METRICS } from '../../monitoring/metrics.ts';
import { page, table } from './markdown.ts';

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
  const threshold = alarm.threshold ?? `the band of ${alarm.thresholdMetricId}`;
  return `\`${value}\` ${operator} ${threshold}, ${alarm.datapointsToAlarm} of ${alarm.evaluationPeriods} × ${alarm.period} s`;
}

/** An alarm on what no fault of the running system can raise has no such row. */
function provenBy({ provenBy }: AlarmDefinition): [string, string][] {
  const faults = provenBy.map((fault) => `\`${fault}\``);
  return faults.length === 0 ? [] : [['raised by the fault', faults.join(', ')]];
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
        ['without a request', alarm.lowTraffic.none],
        ['at one request a minute', alarm.lowTraffic.one],
        ['at ten requests a minute', alarm.lowTraffic.ten],
        ...provenBy(alarm),
        ['runbook', `[${alarm.runbook}](../monitoring/runbooks/${alarm.runbook})`],
      ],
    ),
  ].join('\n\n');
}

/** docs/alarms.md */
export function alarmsPage(): string {
  return page('# Alarms', ...ALARMS.map(alarmSection));
}
