import type { AlarmDefinition } from './alarms/alarm-definition.ts';

const DAY = 86_400;

function periodIsAllowed(period: number): boolean {
  return period === 10 || period === 20 || period === 30 || (period > 0 && period % 60 === 0);
}

/**
 * Faults of an alarm's definition against CloudWatch's limits ("PutMetricAlarm"), each a sentence that names the alarm;
 * empty when there are none.
 */
export function alarmFaults(alarm: AlarmDefinition): readonly string[] {
  const evaluated = alarm.period * alarm.evaluationPeriods;
  const longest = alarm.period >= 3_600 ? 7 * DAY : DAY;
  const returned = alarm.metrics.filter((query) => query.returnData ?? true).length;
  const checks: readonly (readonly [boolean, string])[] = [
    [periodIsAllowed(alarm.period), 'period must be 10, 20, 30 or a multiple of 60 seconds'],
    [alarm.datapointsToAlarm >= 1, 'datapointsToAlarm must be at least 1'],
    [alarm.datapointsToAlarm <= alarm.evaluationPeriods, 'datapointsToAlarm must not exceed evaluationPeriods'],
    [evaluated <= longest, `period × evaluationPeriods must not exceed ${longest} seconds`],
    [alarm.metrics.length <= 10, 'an alarm may name at most 10 metrics'],
    [returned === 1, 'exactly one query must return data'],
  ];
  return checks.filter(([holds]) => !holds).map(([, sentence]) => `${alarm.id}: ${sentence}`);
}
