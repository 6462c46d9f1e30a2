import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import { COMPOSITES } from '../../monitoring/alarms/composites.ts';
import type { FaultName } from '../../monitoring/fault-names.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import { STAGE } from '../deploy/place.ts';

/** An alarm that a fault is to raise, and within how many minutes. */
export type RaisedAlarm = { readonly name: string; readonly title: string; readonly promiseMinutes: number };

/** The alarms that a fault proves, the soonest first: one sees by them that the shop notices it. */
export function raisedBy(fault: FaultName): readonly RaisedAlarm[] {
  return [...ALARMS, ...COMPOSITES]
    .filter(({ provenBy }) => provenBy.includes(fault))
    .map(({ id, title, promiseMinutes }) => ({ name: physicalName(STAGE, id), title, promiseMinutes }))
    .sort((a, b) => a.promiseMinutes - b.promiseMinutes);
}
