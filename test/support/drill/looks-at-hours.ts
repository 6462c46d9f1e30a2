import { isActing } from '../../../monitoring/alarms/acting.ts';
import { ALARMS } from '../../../monitoring/alarms/alarms.ts';

const HOUR = 3_600;
const LONG_WINDOWS = new Set(
  ALARMS.filter(({ id, period, evaluationPeriods }) => period * evaluationPeriods >= HOUR && !isActing(id)).map(
    ({ id }) => id,
  ),
);

/** Whether an alarm looks at hours, so that it stays raised long after the fault; none of these tells anybody of its state. */
export const looksAtHours = (id: string): boolean => LONG_WINDOWS.has(id);
