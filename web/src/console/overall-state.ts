import type { Alarm } from '../../../functions/ops/responses.ts';
import type { Tone } from '../ui/badge.tsx';

export type OverallState = { tone: Tone; text: string };

const count = (alarms: readonly Alarm[], what: string) => `${alarms.length} ${what}${alarms.length === 1 ? '' : 's'}`;

/** The state of the whole shop in a few words: that of its worst alarm. */
export function overallState(alarms: readonly Alarm[]): OverallState {
  const inAlarm = alarms.filter(({ state }) => state === 'ALARM');
  const critical = inAlarm.filter(({ severity }) => severity === 'critical');
  const warning = inAlarm.filter(({ severity }) => severity === 'warning');
  if (critical.length > 0) return { tone: 'bad', text: count(critical, 'critical alarm') };
  if (warning.length > 0) return { tone: 'warn', text: count(warning, 'warning') };
  if (alarms.length === 0) return { tone: 'neutral', text: 'No alarms defined' };
  const unknown = alarms.filter(({ state }) => state === 'INSUFFICIENT_DATA');
  if (unknown.length === alarms.length) return { tone: 'neutral', text: 'Waiting for data' };
  return { tone: 'good', text: 'All is well' };
}
