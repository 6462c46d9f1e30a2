import { compositeAlarm } from '../../monitoring/alarms/composite-alarm.ts';
import type { CompositeDefinition } from '../../monitoring/alarms/composite-definition.ts';
import { COMPOSITES } from '../../monitoring/alarms/composites.ts';
import type { JsonObject } from '../aws/json.ts';
import { alarmActions } from './alarm-actions.ts';
import { TARGET } from './place.ts';

/** A definition as the wire's PutCompositeAlarm has it; if it acts, ALARM and OK go to its topics, as in stacks/alarms.ts. */
export function putCompositeAlarmInput(definition: CompositeDefinition, composites = COMPOSITES): JsonObject {
  const alarm = compositeAlarm(definition, TARGET);
  return {
    AlarmName: alarm.alarmName,
    AlarmDescription: alarm.alarmDescription,
    ActionsEnabled: alarm.actionsEnabled,
    AlarmRule: alarm.alarmRule,
    ...(alarm.actionsSuppressor === undefined
      ? {}
      : {
          ActionsSuppressor: alarm.actionsSuppressor,
          ActionsSuppressorWaitPeriod: alarm.actionsSuppressorWaitPeriod ?? 0,
          ActionsSuppressorExtensionPeriod: alarm.actionsSuppressorExtensionPeriod ?? 0,
        }),
    ...alarmActions(definition, composites),
  };
}
