import type { AlarmChange } from '../lib/incidents/alarm-group.ts';
import { applyChange } from '../lib/incidents/apply-change.ts';
import type { Incident } from '../lib/incidents/incident.ts';

/** The incident that an alarm opens whose group nobody can look up; undefined when it opens none. */
export function ownIncident(change: AlarmChange): Incident | undefined {
  return applyChange({ group: change.group, alarms: {} }, change)?.incident;
}
