import {
  type AlarmType,
  type CompositeAlarm,
  DescribeAlarmsCommand,
  type DescribeAlarmsOutput,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import { parseAlarmDescription } from '../../functions/ops/alarm-description.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import type { CloudWatchCaller } from './cloudwatch-caller.ts';

/** Alarms by how they stand: those that have gone off since the last look, and those that had before and still do. */
export type AlarmsSeen = { readonly wentOff: readonly string[]; readonly before: readonly string[] };

/** Looks at the stage's alarms again and again. */
export type AlarmWatch = { look(): Promise<AlarmsSeen> };

const TYPES: readonly AlarmType[] = ['MetricAlarm', 'CompositeAlarm'];

/** What no release of the last minutes has done: it tells of the deployment before this one, or of what sells well. */
const OF_OTHERS = ['failed-deployment', 'low-stock'];

async function page(caller: CloudWatchCaller, NextToken: string | undefined): Promise<DescribeAlarmsOutput> {
  const input = {
    AlarmNamePrefix: physicalName(caller.stage, ''),
    AlarmTypes: [...TYPES],
    StateValue: 'ALARM' as const,
    ...(NextToken === undefined ? {} : { NextToken }),
  };
  return caller.call('cloudwatch:DescribeAlarms', ({ metrics }) => metrics.send(new DescribeAlarmsCommand(input)));
}

/**
 * Whether an alarm tells of something amiss that a release may have done: not for information only, and no burn rate, whose
 * windows reach back before it; what it burns is seen by its errors and its latency.
 */
function isOfConcern(
  { AlarmDescription = '', AlarmActions = [] }: MetricAlarm | CompositeAlarm,
  stage: string,
): boolean {
  const { severity, category } = parseAlarmDescription(AlarmDescription);
  if (category === 'SLO') return false;
  if (AlarmActions.length === 0) return severity !== 'info';
  return AlarmActions.some((arn) => !arn.endsWith(`:${physicalName(stage, 'info')}`));
}

/** Names, without the stage's, of the alarms that are in ALARM and tell of something amiss. */
async function inAlarm(caller: CloudWatchCaller): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  const prefix = physicalName(caller.stage, '');
  let token: string | undefined;
  do {
    const { MetricAlarms = [], CompositeAlarms = [], NextToken } = await page(caller, token);
    for (const alarm of [...MetricAlarms, ...CompositeAlarms])
      if (isOfConcern(alarm, caller.stage)) names.add((alarm.AlarmName ?? '').slice(prefix.length));
    token = NextToken;
  } while (token !== undefined);
  for (const name of OF_OTHERS) names.delete(name);
  return names;
}

/** An alarm that goes off again, having been OK meanwhile, has gone off since. At the first look none has. */
export function createAlarmWatch(caller: CloudWatchCaller): AlarmWatch {
  let known: ReadonlySet<string> | undefined;
  return {
    async look() {
      const now = [...(await inAlarm(caller))];
      const last = known ?? new Set(now);
      const before = now.filter((name) => last.has(name));
      known = new Set(before);
      return { wentOff: now.filter((name) => !last.has(name)), before };
    },
  };
}
