import type { JsonObject } from '../../aws/json.ts';
import type { Alarm, HeldState } from '../alarms/alarm.ts';
import { formatOffsetTime } from '../alarms/format-time.ts';
import { alarmData, configurationData, type MuteDetail } from './alarm-data.ts';

/** Where an alarm lives. */
export type Place = { readonly region: string; readonly accountId: string };

/** An event as CloudWatch sends it to EventBridge's default bus. */
export type AlarmEvent = {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': 'CloudWatch Alarm State Change' | 'CloudWatch Alarm Configuration Change';
  readonly source: 'aws.cloudwatch';
  readonly account: string;
  /** To the second, in UTC. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: JsonObject;
};

/** The event on a change of an alarm's state, its actions enabled or not, suppressed, muted or neither; `alarm` has the new state. */
export function stateChangeEvent(
  alarm: Alarm,
  previous: HeldState,
  place: Place & { readonly id: string; readonly muteDetail: MuteDetail | undefined },
): AlarmEvent {
  const detail = alarmData(alarm, previous, place.muteDetail);
  return envelope('CloudWatch Alarm State Change', alarm, alarm.state.updated, detail, place);
}

/** The event on an alarm that was created, updated or deleted at `now` (epoch milliseconds). */
export function configurationChangeEvent(
  alarm: Alarm,
  change: { readonly operation: 'create' | 'delete' } | { readonly operation: 'update'; readonly previous: Alarm },
  now: number,
  place: Place & { readonly id: string },
): AlarmEvent {
  const { value, updated, suppression } = alarm.state;
  const detail = {
    alarmName: alarm.name,
    operation: change.operation,
    state: {
      ...(suppression && { actionsSuppressedBy: suppression.by }),
      value,
      timestamp: formatOffsetTime(updated),
    },
    configuration: configurationData(alarm),
    ...(change.operation === 'update' && { previousConfiguration: configurationData(change.previous) }),
  };
  return envelope('CloudWatch Alarm Configuration Change', alarm, now, detail, place);
}

function envelope(
  type: AlarmEvent['detail-type'],
  { arn }: Alarm,
  time: number,
  detail: JsonObject,
  { id, region, accountId }: Place & { readonly id: string },
): AlarmEvent {
  return {
    version: '0',
    id,
    'detail-type': type,
    source: 'aws.cloudwatch',
    account: accountId,
    time: new Date(time).toISOString().replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [arn],
    detail,
  };
}
