import type { Alarm } from '../../../../functions/ops/responses.ts';

/** States as people say them. */
const STATES: Readonly<Record<Alarm['state'], string>> = {
  ALARM: 'in alarm',
  INSUFFICIENT_DATA: 'insufficient data',
  OK: 'ok',
};

/** The alarms of which each word of a text says something: of title, category, severity or state. */
export function alarmsWith(text: string, alarms: readonly Alarm[]): readonly Alarm[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return alarms.filter(({ title, category, severity, state }) => {
    const said = [title, category, severity, STATES[state]].join(' ').toLowerCase();
    return words.every((word) => said.includes(word));
  });
}
