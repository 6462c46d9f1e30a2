import { physicalName } from '../../monitoring/physical-name.ts';
import { STAGE } from '../deploy/place.ts';
import { didYouMean } from './did-you-mean.ts';
import type { ScenarioAlarm } from './scenario-alarm.ts';

const ACTION_MEMBERS = ['AlarmActions', 'OKActions', 'InsufficientDataActions'];

/** What a scenario may call an action: its ARN, the last part of it, and for a topic of ours its severity. */
export function actionNames(arn: string): string[] {
  const last = arn.split(':').at(-1) ?? arn;
  const prefix = physicalName(STAGE, '');
  return [arn, last, ...(last.startsWith(prefix) ? [last.slice(prefix.length)] : [])];
}

/** A sentence on an action that the alarm does not have; undefined for one that it has. */
export function unknownAction(action: string, { input }: ScenarioAlarm): string | undefined {
  const names = actionArns(input).map(actionNames);
  if (names.some((each) => each.includes(action))) return undefined;
  const short = [...new Set(names.map((each) => each.at(-1) ?? ''))];
  const listed = short.length === 0 ? 'It has none.' : `Its actions are: ${short.join(', ')}.`;
  return `The alarm has no action '${action}'.${didYouMean(action, [...new Set(names.flat())])} ${listed}`;
}

function actionArns(input: ScenarioAlarm['input']): string[] {
  return ACTION_MEMBERS.flatMap((member) => {
    const arns = input[member];
    return Array.isArray(arns) ? arns.map(String) : [];
  });
}
