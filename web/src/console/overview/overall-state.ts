import type { IncidentOverview } from '../../../../functions/ops/incident-responses.ts';
import type { Alarm } from '../../../../functions/ops/responses.ts';
import type { Tone } from '../../ui/badge.tsx';
import { incidentsNow } from '../incidents/incident-now.ts';
import { tellingAlarms } from './telling-alarms.ts';

export type OverallState = { tone: Tone; text: string };

type Urgent = { severity: Alarm['severity'] };

const count = (found: readonly Urgent[], what: string) => `${found.length} ${what}${found.length === 1 ? '' : 's'}`;

const isCritical = ({ severity }: Urgent) => severity === 'critical';

/** The state of the whole shop in a few words: its incidents that are not over, or else that of the worst alarm that tells somebody. */
export function overallState(alarms: readonly Alarm[], incidents: readonly IncidentOverview[]): OverallState {
  const criticalIncidents = incidentsNow(incidents, alarms).filter(isCritical);
  if (criticalIncidents.length > 0) return { tone: 'bad', text: count(criticalIncidents, 'critical incident') };
  const telling = tellingAlarms(alarms);
  const critical = telling.filter(isCritical);
  const warning = telling.filter(({ severity }) => severity === 'warning');
  if (critical.length > 0) return { tone: 'bad', text: count(critical, 'critical alarm') };
  if (incidents.length > 0) return { tone: 'warn', text: count(incidents, 'incident') };
  if (warning.length > 0) return { tone: 'warn', text: count(warning, 'warning') };
  if (alarms.length === 0) return { tone: 'neutral', text: 'No alarms defined' };
  const unknown = alarms.filter(({ state }) => state === 'INSUFFICIENT_DATA');
  if (unknown.length === alarms.length) return { tone: 'neutral', text: 'Waiting for data' };
  return { tone: 'good', text: 'All is well' };
}
