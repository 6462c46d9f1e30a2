import { physicalName } from '../monitoring/physical-name.ts';

/** Events of the default bus that a function can be told of. */
export type EventKind = 'alarm-state' | 'alarm-configuration' | 'notice';

/** Source of the product's own events. */
export const EVENT_SOURCE = 'smallcart';
/** Detail type of what is put on the bus to be told to people; its detail is a `Notice` (functions/lib/incidents/notice.ts). */
export const NOTICE_EVENT = 'SmallCart Notice';
/** Detail type of "Alarm state change events". */
export const STATE_EVENT = 'CloudWatch Alarm State Change';
/** Detail type of "Alarm configuration change events". */
export const CONFIGURATION_EVENT = 'CloudWatch Alarm Configuration Change';

/** Last part of the name of the rule that sends events of a kind to a function's queue. */
export function eventRuleId(functionId: string, kind: EventKind): string {
  return `${functionId}-${kind}`;
}

/** Event pattern of that kind for one stage ("Amazon EventBridge event patterns"): its alarms are known by their names. */
export function eventPattern(kind: EventKind, stage: string): object {
  const alarmName = [{ prefix: physicalName(stage, '') }];
  switch (kind) {
    case 'alarm-state':
      return { source: ['aws.cloudwatch'], 'detail-type': [STATE_EVENT], detail: { alarmName } };
    case 'alarm-configuration':
      return { source: ['aws.cloudwatch'], 'detail-type': [CONFIGURATION_EVENT], detail: { alarmName } };
    case 'notice':
      return { source: [EVENT_SOURCE], 'detail-type': [NOTICE_EVENT], detail: { stage: [stage] } };
    default:
      return kind satisfies never;
  }
}
