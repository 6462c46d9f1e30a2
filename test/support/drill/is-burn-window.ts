import { SLO_WINDOWS } from '../../../monitoring/alarms/slo-windows.ts';

const IDS = new Set(SLO_WINDOWS.map(({ id }) => id));

/**
 * Whether an alarm is half of a burn rate's condition: what counts is the composite, which tells only when both windows agree. A
 * long one stays raised for hours.
 */
export const isBurnWindow = (id: string): boolean => IDS.has(id);
