import type { AlarmIdentity } from '../lib/incidents/incident.ts';
import { parseAlarmDescription } from '../ops/alarm-description.ts';

/** What an alarm is, as its description says (monitoring/alarms/alarm-description.ts). */
export function identityOf(name: string, description: string): AlarmIdentity & { readonly group: string } {
  const { title = name, severity, notices, group, runbook } = parseAlarmDescription(description);
  return { name, title, severity, notices, group, ...(runbook === undefined ? {} : { runbook }) };
}
