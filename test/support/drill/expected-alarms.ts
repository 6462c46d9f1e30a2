import type { AlarmFacts } from '../../../monitoring/alarms/alarm-definition.ts';
import { ALARMS } from '../../../monitoring/alarms/alarms.ts';
import { COMPOSITES } from '../../../monitoring/alarms/composites.ts';
import type { FaultName } from '../../../monitoring/fault-names.ts';

/** Every alarm of both kinds. */
export const EVERY_ALARM: readonly AlarmFacts[] = [...ALARMS, ...COMPOSITES];

/** What a fault has to raise, and nothing else: the alarms and composites that it proves. */
export function expectedAlarms(fault: FaultName, every: readonly AlarmFacts[] = EVERY_ALARM): readonly AlarmFacts[] {
  return every.filter(({ provenBy }) => provenBy.includes(fault));
}
