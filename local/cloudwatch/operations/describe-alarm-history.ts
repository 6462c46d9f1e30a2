import type { Operation } from '../../aws/aws-service.ts';
import {
  ALARM_TYPES,
  type AlarmType,
  HISTORY_ITEM_TYPES,
  type HistoryItem,
  type HistoryPosition,
} from '../alarms/alarm-history.ts';
import { invalidNextToken } from '../errors.ts';
import { read, readEnum, readTime, wireTime } from '../read-input.ts';
import type { ServiceState } from '../service-state.ts';
import { readAlarmTypes, readMaxRecords } from './describe-alarms.ts';

const SCANS = ['TimestampDescending', 'TimestampAscending'];
/** Only alarms with several time series have contributors; there are none here. */
const CONTRIBUTOR_ITEM_TYPES = ['AlarmContributorStateUpdate', 'AlarmContributorAction'];

/**
 * DescribeAlarmHistory: 30 days of configuration changes, state changes and actions, newest first unless ScanBy says
 * otherwise, of metric alarms alone unless AlarmTypes says otherwise.
 */
export function describeAlarmHistory({ history }: Pick<ServiceState, 'history'>): Operation {
  return (input, { now }) => {
    const members = read(input);
    const scanBy = readEnum(members.string('ScanBy'), SCANS, 'scanBy');
    const given = members.string('HistoryItemType');
    const known: readonly string[] = [...HISTORY_ITEM_TYPES, ...CONTRIBUTOR_ITEM_TYPES];
    const type = HISTORY_ITEM_TYPES.find((each) => each === readEnum(given, known, 'historyItemType'));
    const after = readPosition(members.string('NextToken'));
    const size = readMaxRecords(members, 100);
    const filter = {
      alarm: members.string('AlarmName'),
      alarmTypes: historyTypes(readAlarmTypes(members)),
      type,
      from: readTime(input, 'StartDate'),
      to: readTime(input, 'EndDate'),
      ascending: scanBy === 'TimestampAscending',
    };
    const ofContributors =
      members.string('AlarmContributorId') !== undefined || (given !== undefined && type === undefined);
    const items = ofContributors ? [] : history.list(filter, now, { after, limit: size + 1 });
    const answered = items.slice(0, size);
    const last = answered.at(-1);
    return {
      AlarmHistoryItems: answered.map(toWire),
      ...(last !== undefined && items.length > size && { NextToken: makeToken(last) }),
    };
  };
}

/** A token that stands for the last item of a page: what happens between two calls neither repeats items nor hides them. */
function makeToken({ at, id }: HistoryPosition): string {
  return Buffer.from(`after:${at}:${id}`).toString('base64url');
}

function readPosition(token: string | undefined): HistoryPosition | undefined {
  if (token === undefined) return undefined;
  const text = Buffer.from(token, 'base64url').toString();
  const [, at, id] = /^after:(\d{1,15}):(\d{1,15})$/.exec(text) ?? [];
  if (at === undefined || id === undefined) throw invalidNextToken();
  return { at: Number(at), id: Number(id) };
}

function historyTypes(types: ReadonlySet<string>): AlarmType[] {
  return ALARM_TYPES.filter((type) => types.has(type));
}

function toWire({ alarm, alarmType, at, type, summary, data }: HistoryItem) {
  return {
    AlarmName: alarm,
    AlarmType: alarmType,
    Timestamp: wireTime(at),
    HistoryItemType: type,
    HistorySummary: summary,
    HistoryData: data,
  };
}
