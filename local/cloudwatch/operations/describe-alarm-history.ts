import type { Operation } from '../../aws/aws-service.ts';
import { HISTORY_ITEM_TYPES, type HistoryItem } from '../alarms/alarm-history.ts';
import { page } from '../page.ts';
import { read, readEnum, readTime, wireTime } from '../read-input.ts';
import type { ServiceState } from '../service-state.ts';
import { readMaxRecords } from './describe-alarms.ts';

/** DescribeAlarmHistory: two weeks of configuration changes, state changes and actions, newest first unless ScanBy says otherwise. */
export function describeAlarmHistory({ history }: Pick<ServiceState, 'history'>): Operation {
  return (input, { now }) => {
    const members = read(input);
    const scanBy = readEnum(members.string('ScanBy'), ['TimestampDescending', 'TimestampAscending'], 'scanBy');
    const found = history.list(
      {
        alarm: members.string('AlarmName'),
        type: readEnum(members.string('HistoryItemType'), HISTORY_ITEM_TYPES, 'historyItemType'),
        from: readTime(input, 'StartDate'),
        to: readTime(input, 'EndDate'),
        ascending: scanBy === 'TimestampAscending',
      },
      now,
    );
    const { items, nextToken } = page(found, members.string('NextToken'), readMaxRecords(members, 100));
    return { AlarmHistoryItems: items.map(toWire), ...(nextToken !== undefined && { NextToken: nextToken }) };
  };
}

function toWire({ alarm, at, type, summary, data }: HistoryItem) {
  return {
    AlarmName: alarm,
    AlarmType: 'MetricAlarm',
    Timestamp: wireTime(at),
    HistoryItemType: type,
    HistorySummary: summary,
    HistoryData: data,
  };
}
