import {
  type AlarmType,
  type CloudWatchClient,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
} from '@aws-sdk/client-cloudwatch';
import type { StateValue } from '../../../monitoring/cloudwatch.ts';
import { physicalName } from '../../../monitoring/physical-name.ts';

/** An alarm, by its definition's id, that went from one state to another; the time in virtual epoch milliseconds. */
export type StateChange = {
  readonly alarm: string;
  readonly from: StateValue;
  readonly to: StateValue;
  readonly at: number;
};

const PREFIX = physicalName('local', '');
const BOTH: readonly AlarmType[] = ['MetricAlarm', 'CompositeAlarm'];
const UPDATE = /^Alarm updated from (OK|ALARM|INSUFFICIENT_DATA) to (OK|ALARM|INSUFFICIENT_DATA)$/;

const idOf = (name = ''): string => name.slice(PREFIX.length);
const STATES = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const satisfies readonly StateValue[];
const stateOf = (text = ''): StateValue => STATES.find((state) => state === text) ?? 'INSUFFICIENT_DATA';

/** Every change of state of the stage's alarms of both kinds from a virtual time on, oldest first. */
export async function stateChanges(cloudwatch: CloudWatchClient, since: number): Promise<readonly StateChange[]> {
  const changes: StateChange[] = [];
  let token: string | undefined;
  do {
    const page = await cloudwatch.send(
      new DescribeAlarmHistoryCommand({
        ...{ AlarmTypes: [...BOTH], HistoryItemType: 'StateUpdate', ScanBy: 'TimestampAscending' },
        ...{ StartDate: new Date(since), MaxRecords: 100, NextToken: token },
      }),
    );
    for (const { AlarmName, Timestamp, HistorySummary = '' } of page.AlarmHistoryItems ?? []) {
      const [, from, to] = UPDATE.exec(HistorySummary) ?? [];
      changes.push({ alarm: idOf(AlarmName), from: stateOf(from), to: stateOf(to), at: Timestamp?.getTime() ?? 0 });
    }
    token = page.NextToken;
  } while (token !== undefined);
  return changes;
}

/** Ids of the alarms of both kinds that are in ALARM. */
export async function raisedAlarms(cloudwatch: CloudWatchClient): Promise<readonly string[]> {
  const { MetricAlarms = [], CompositeAlarms = [] } = await cloudwatch.send(
    new DescribeAlarmsCommand({ AlarmTypes: [...BOTH], StateValue: 'ALARM', MaxRecords: 100 }),
  );
  return [...MetricAlarms, ...CompositeAlarms].map(({ AlarmName }) => idOf(AlarmName));
}
