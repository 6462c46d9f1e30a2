import { isActing, topicsOf } from '../../monitoring/alarms/acting.ts';
import type { AlarmFacts } from '../../monitoring/alarms/alarm-definition.ts';
import type { CompositeDefinition } from '../../monitoring/alarms/composite-definition.ts';
import { topicArn } from './place.ts';

/** The ARNs of topics that an alarm tells of its states; none where a composite tells for it. */
export function alarmActions(alarm: AlarmFacts, composites: readonly CompositeDefinition[]) {
  if (!isActing(alarm.id, composites)) return { AlarmActions: [], OKActions: [] };
  const told = topicsOf(alarm);
  return { AlarmActions: told.alarm.map(topicArn), OKActions: told.ok.map(topicArn) };
}
