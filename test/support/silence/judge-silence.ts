import { EVERY_ALARM } from '../drill/expected-alarms.ts';
import type { RaisedAlarm } from './raised-alarms.ts';
import type { SilenceReport } from './silence.ts';

/** Whether somebody would have been woken, or should have been: by anything but news, and the halves of a burn rate's condition. */
function disturbs({ alarm }: RaisedAlarm): boolean {
  const facts = EVERY_ALARM.find(({ id }) => id === alarm);
  return facts === undefined || (facts.severity !== 'info' && facts.group !== 'burn-rates');
}

/** When an alarm was raised, why, and what it looked at, in lines. */
export function toldOf({ alarm, at, reason, data }: RaisedAlarm): string {
  const looked = data === undefined ? [] : [`    ${JSON.stringify(data)}`];
  return [`${alarm} was raised at ${new Date(at).toISOString()}: ${reason}`, ...looked].join('\n');
}

/** Alarms that broke the silence, each with its time, its reason and what it looked at. */
export function judgeSilence({ raised }: Pick<SilenceReport, 'raised'>): readonly string[] {
  return raised.filter(disturbs).map(toldOf);
}
