import {
  type AlarmHistoryItem as AwsHistoryItem,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
} from '@aws-sdk/client-cloudwatch';
import { notFound } from '../lib/problem.ts';
import { byUrgency, compositeAlarm, historyItem, metricAlarm } from './alarms.ts';
import { cloudWatch } from './aws-clients.ts';
import type { Alarm, AlarmHistoryItem } from './responses.ts';
import { stagePrefix } from './stage.ts';
import { isAwsError, upstream } from './upstream.ts';

/** The most that one page of either operation holds. */
const PAGE = 100;

/** Entries of an alarm's history that are shown. */
const HISTORY = 200;

/** The alarms of this stage, the most urgent first. */
export function describeAlarms(): Promise<Alarm[]> {
  return upstream('CloudWatch', 'DescribeAlarms', async () => {
    const alarms: Alarm[] = [];
    let NextToken: string | undefined;
    do {
      const page = await cloudWatch().send(
        new DescribeAlarmsCommand({
          AlarmNamePrefix: stagePrefix(),
          AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
          MaxRecords: PAGE,
          NextToken,
        }),
      );
      alarms.push(...(page.MetricAlarms ?? []).map(metricAlarm), ...(page.CompositeAlarms ?? []).map(compositeAlarm));
      NextToken = page.NextToken;
    } while (NextToken);
    return alarms.sort(byUrgency);
  });
}

/** What happened to an alarm of this stage in the time that CloudWatch keeps, newest first. */
export async function alarmHistory(name: string): Promise<AlarmHistoryItem[]> {
  if (!name.startsWith(stagePrefix())) throw notFound('alarm');
  return upstream('CloudWatch', 'DescribeAlarmHistory', async () => {
    const items: AwsHistoryItem[] = [];
    let NextToken: string | undefined;
    try {
      do {
        const page = await cloudWatch().send(
          new DescribeAlarmHistoryCommand({
            AlarmName: name,
            AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
            MaxRecords: PAGE,
            ScanBy: 'TimestampDescending',
            NextToken,
          }),
        );
        items.push(...(page.AlarmHistoryItems ?? []));
        NextToken = page.NextToken;
      } while (NextToken && items.length < HISTORY);
    } catch (error) {
      if (isAwsError(error, 'ResourceNotFound', 'ResourceNotFoundException')) throw notFound('alarm');
      throw error;
    }
    return items.slice(0, HISTORY).map(historyItem);
  });
}
