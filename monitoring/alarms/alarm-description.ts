import type { AlarmDefinition } from './alarm-definition.ts';

/**
 * AlarmDescription of an alarm: the sentence a person reads first, then `key: value` lines that the console reads back.
 * CloudWatch allows 1,024 characters ("PutMetricAlarm").
 */
export function alarmDescription(alarm: AlarmDefinition): string {
  return [
    alarm.notices,
    `title: ${alarm.title}`,
    `severity: ${alarm.severity}`,
    `category: ${alarm.category}`,
    `promise: ${alarm.promiseMinutes} min`,
    `runbook: ${alarm.runbook}`,
  ].join('\n');
}
