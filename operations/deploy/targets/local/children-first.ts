import type { PutCompositeAlarmCommandInput } from '@aws-sdk/client-cloudwatch';

/** The names in a rule among its other words; it may name alarms by their ARNs, too. */
const SEPARATORS = /["(),\s]+|arn:[^"(),\s]*:alarm:/;

function needs({ AlarmRule = '', ActionsSuppressor = '' }: PutCompositeAlarmCommandInput): readonly string[] {
  return `${AlarmRule} ${ActionsSuppressor}`.split(SEPARATORS);
}

/** Composite alarms, each after those that its rule or its suppressor names. */
export function childrenFirst(
  composites: readonly PutCompositeAlarmCommandInput[],
): readonly PutCompositeAlarmCommandInput[] {
  const left = new Map(composites.map((each) => [each.AlarmName ?? '', each]));
  const take = (name: string): readonly PutCompositeAlarmCommandInput[] => {
    const composite = left.get(name);
    if (composite === undefined) return [];
    left.delete(name);
    return [...needs(composite).flatMap(take), composite];
  };
  return [...left.keys()].flatMap(take);
}
