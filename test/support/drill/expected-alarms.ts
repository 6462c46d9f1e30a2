import type { AlarmFacts } from '../../../monitoring/alarms/alarm-definition.ts';
import { ALARMS } from '../../../monitoring/alarms/alarms.ts';
import { COMPOSITES } from '../../../monitoring/alarms/composites.ts';
import type { FaultName } from '../../../monitoring/fault-names.ts';
import type { Drill } from './drill.ts';

/** Every alarm of both kinds. */
export const EVERY_ALARM: readonly AlarmFacts[] = [...ALARMS, ...COMPOSITES];

/** The alarms and composites that a fault proves. */
export function provenAlarms(fault: FaultName): readonly AlarmFacts[] {
  return EVERY_ALARM.filter(({ provenBy }) => provenBy.includes(fault));
}

/** What a drill has to raise, and nothing else. */
export function expectedAlarms(drill: Drill): readonly AlarmFacts[] {
  const { fault, raises, but = [] } = drill;
  if (raises !== undefined) return EVERY_ALARM.filter(({ id }) => raises.includes(id));
  return provenAlarms(fault).filter(({ id }) => !but.includes(id));
}
