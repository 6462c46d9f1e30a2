import type { AlarmIdentity } from '../lib/incidents/incident.ts';
import { parseAlarmDescription } from '../ops/alarm-description.ts';

/** Group of an alarm that somebody made by hand. */
const OTHER = 'other';

/** What an alarm is, as its description says (monitoring/alarms/alarm-description.ts). */
export function identityOf(name: string, description: string): AlarmIdentity & { readonly group: string } {
  const { title = name, severity, notices, group = OTHER, runbook } = parseAlarmDescription(description);
  return { name, title, severity, notices, group, ...(runbook === undefined ? {} : { runbook }) };
}
