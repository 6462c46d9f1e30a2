import type { Alarm, AlarmHistoryItem } from '../../../../functions/ops/responses.ts';

const ALARM_ARN = /arn:[^\s,]*:alarm:([^\s,]+)/g;
const ACTION = /^(Successfully executed|Failed to execute) action arn:\S+:([^:\s]+?)(?:\. .*)?$/;

/** CloudWatch's words with the titles of the alarms that it names by ARN. */
export function withTitles(text: string, alarms: readonly Pick<Alarm, 'name' | 'title'>[]): string {
  return text.replace(ALARM_ARN, (_, name: string) => alarms.find((alarm) => alarm.name === name)?.title ?? name);
}

/** What happened to an alarm, in words: why its state changed, whom it told, or how it was configured. */
export function historyWords(
  { reason, summary }: Pick<AlarmHistoryItem, 'reason' | 'summary'>,
  alarms: readonly Pick<Alarm, 'name' | 'title'>[],
): string {
  const [, outcome, target] = ACTION.exec(summary) ?? [];
  if (outcome !== undefined) return `${outcome.startsWith('S') ? 'Told' : 'Could not tell'} ${target}.`;
  return withTitles(reason ?? summary, alarms);
}
