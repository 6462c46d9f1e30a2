import { type AlarmType, DescribeAlarmsCommand, type DescribeAlarmsOutput } from '@aws-sdk/client-cloudwatch';
import { physicalName } from '../../monitoring/physical-name.ts';
import type { CloudWatchCaller } from './cloudwatch-caller.ts';

/** Alarms by how they stand: those that have gone off since the last look, and those that had before and still do. */
export type AlarmsSeen = { readonly wentOff: readonly string[]; readonly before: readonly string[] };

/** Looks at the stage's alarms again and again. */
export type AlarmWatch = { look(): Promise<AlarmsSeen> };

const TYPES: readonly AlarmType[] = ['MetricAlarm', 'CompositeAlarm'];

/** It tells of the deployment before this one. */
const OF_DEPLOYMENTS = 'failed-deployment';

async function page(caller: CloudWatchCaller, NextToken: string | undefined): Promise<DescribeAlarmsOutput> {
  const input = {
    AlarmNamePrefix: physicalName(caller.stage, ''),
    AlarmTypes: [...TYPES],
    StateValue: 'ALARM' as const,
    ...(NextToken === undefined ? {} : { NextToken }),
  };
  return caller.call('cloudwatch:DescribeAlarms', ({ metrics }) => metrics.send(new DescribeAlarmsCommand(input)));
}

/** Names, without the stage's, of the alarms that are in ALARM and not for information only. */
async function inAlarm(caller: CloudWatchCaller): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  const prefix = physicalName(caller.stage, '');
  const forInformation = physicalName(caller.stage, 'info');
  let token: string | undefined;
  do {
    const { MetricAlarms = [], CompositeAlarms = [], NextToken } = await page(caller, token);
    for (const { AlarmName = '', AlarmActions = [] } of [...MetricAlarms, ...CompositeAlarms]) {
      const tells = AlarmActions.some((arn) => !arn.endsWith(`:${forInformation}`));
      if (tells || AlarmActions.length === 0) names.add(AlarmName.slice(prefix.length));
    }
    token = NextToken;
  } while (token !== undefined);
  names.delete(OF_DEPLOYMENTS);
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
