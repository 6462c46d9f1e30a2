import { AwsError } from '../aws/aws-error.ts';
import { alarmReference, referredAlarms } from '../cloudwatch/composite/alarm-rule.ts';
import { parseAlarmRule } from '../cloudwatch/composite/parse-rule.ts';
import { type AlarmSource, findAlarm, type ScenarioAlarm } from './scenario-alarm.ts';

/**
 * The alarm and every alarm that its state or its actions rest on, children before the composite alarms that name them.
 * @param report told of what keeps it from being made: a rule that cannot be read, a child that is missing, a circle
 */
export function alarmsNeeded(
  alarm: ScenarioAlarm,
  source: AlarmSource,
  report: (message: string) => void,
): ScenarioAlarm[] {
  const needed = new Set<ScenarioAlarm>();
  const visit = (each: ScenarioAlarm, parents: readonly ScenarioAlarm[]): void => {
    if (parents.includes(each)) {
      report(`The rules of ${each.id} and ${parents.at(-1)?.id} name each other.`);
      return;
    }
    for (const name of namesIn(each, report)) {
      const child = findAlarm(source, name);
      if (child !== undefined) visit(child, [...parents, each]);
      else report(`The rule of ${each.id} names the alarm '${name}', which ${source.described} does not hold.`);
    }
    needed.add(each);
  };
  visit(alarm, []);
  return [...needed];
}

/** The alarms that a composite alarm's rule names, and its suppressor. */
function namesIn({ id, input }: ScenarioAlarm, report: (message: string) => void): string[] {
  if (typeof input.AlarmRule !== 'string') return [];
  try {
    const children = referredAlarms(parseAlarmRule(input.AlarmRule)).map(({ name }) => name);
    const { ActionsSuppressor } = input;
    return typeof ActionsSuppressor === 'string' ? [...children, alarmReference(ActionsSuppressor).name] : children;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    report(`The rule of ${id} cannot be read: ${error.message}`);
    return [];
  }
}
