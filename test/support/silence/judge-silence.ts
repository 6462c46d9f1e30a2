import { EVERY_ALARM } from '../drill/expected-alarms.ts';
import type { StateChange } from '../drill/state-changes.ts';
import type { SilenceReport } from './silence.ts';

/** Whether somebody would have been woken, or should have been: by anything but news, and the halves of a burn rate's condition. */
function disturbs({ alarm }: StateChange): boolean {
  const facts = EVERY_ALARM.find(({ id }) => id === alarm);
  return facts === undefined || (facts.severity !== 'info' && facts.group !== 'burn-rates');
}

/** Alarms that broke the silence, a sentence each. */
export function judgeSilence({ raised }: SilenceReport): readonly string[] {
  return raised.filter(disturbs).map(({ alarm, at }) => `${alarm} was raised at ${new Date(at).toISOString()}.`);
}
