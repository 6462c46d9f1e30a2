import { type AlarmType, type CloudWatchClient, DescribeAlarmHistoryCommand } from '@aws-sdk/client-cloudwatch';
import { physicalName } from '../../../monitoring/physical-name.ts';

/** An alarm that was raised. */
export type RaisedAlarm = {
  /** Its definition's id. */
  readonly alarm: string;
  /** Virtual epoch milliseconds. */
  readonly at: number;
  /** In CloudWatch's words. */
  readonly reason: string;
  /** What it looked at, as CloudWatch puts it down: datapoints, thresholds and times of a metric's alarm, the alarms of a composite. */
  readonly data?: unknown;
};

const PREFIX = physicalName('local', '');
const BOTH: readonly AlarmType[] = ['MetricAlarm', 'CompositeAlarm'];
const RAISED = /^Alarm updated from \w+ to ALARM$/;

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function whyOf(historyData = '{}'): Pick<RaisedAlarm, 'reason' | 'data'> {
  const state = memberOf(JSON.parse(historyData), 'newState');
  const data = memberOf(state, 'stateReasonData');
  return { reason: String(memberOf(state, 'stateReason') ?? ''), ...(data !== undefined && { data }) };
}

/** Every alarm of both kinds that was raised from a virtual time on and before another, oldest first. */
export async function raisedAlarms(
  cloudwatch: CloudWatchClient,
  from: number,
  until: number,
): Promise<readonly RaisedAlarm[]> {
  const raised: RaisedAlarm[] = [];
  let token: string | undefined;
  do {
    const page = await cloudwatch.send(
      new DescribeAlarmHistoryCommand({
        ...{ AlarmTypes: [...BOTH], HistoryItemType: 'StateUpdate', ScanBy: 'TimestampAscending' },
        ...{ StartDate: new Date(from), EndDate: new Date(until), MaxRecords: 100, NextToken: token },
      }),
    );
    for (const { AlarmName = '', Timestamp, HistorySummary = '', HistoryData } of page.AlarmHistoryItems ?? []) {
      if (!RAISED.test(HistorySummary)) continue;
      raised.push({ alarm: AlarmName.slice(PREFIX.length), at: Timestamp?.getTime() ?? 0, ...whyOf(HistoryData) });
    }
    token = page.NextToken;
  } while (token !== undefined);
  // What is of the very time is part of what comes next.
  return raised.filter(({ at }) => at < until);
}
