import type { AlarmFacts } from './alarm-definition.ts';

/**
 * AlarmDescription of an alarm: the sentence a person reads first, then `key: value` lines that the console reads back.
 * CloudWatch allows 1,024 characters ("PutMetricAlarm").
 */
export function alarmDescription(alarm: AlarmFacts): string {
  return [
    alarm.notices,
    `title: ${alarm.title}`,
    `severity: ${alarm.severity}`,
    `category: ${alarm.category}`,
    `group: ${alarm.group}`,
    `promise: ${alarm.promiseMinutes} min`,
    `runbook: ${alarm.runbook}`,
  ].join('\n');
}
