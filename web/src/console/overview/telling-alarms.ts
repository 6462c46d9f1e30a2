import type { Alarm } from '../../../../functions/ops/responses.ts';

/** Names of what silences others of the alarms, and of what that looks at: causes. */
function causesOf(alarms: readonly Alarm[]): ReadonlySet<string> {
  const suppressors = new Set(alarms.map(({ suppressor }) => suppressor));
  const causes = alarms.filter(({ name }) => suppressors.has(name));
  return new Set(causes.flatMap(({ name, members = [] }) => [name, ...members]));
}

/** Whether a silenced alarm still waits for its cause to be raised: the cause neither is, nor has been and is over. */
function waits({ suppressor, since }: Alarm, alarms: readonly Alarm[]): boolean {
  const cause = alarms.find(({ name }) => name === suppressor);
  return cause === undefined || (cause.state !== 'ALARM' && cause.since < since);
}

/**
 * The raised alarms that tell somebody, causes before their symptoms; those that wait for their cause before they do only as long
 * as no other tells. What others tell of, and what outlasts its cause in silence, is none.
 */
export function tellingAlarms(alarms: readonly Alarm[]): readonly Alarm[] {
  const raised = alarms.filter(({ state, acting }) => state === 'ALARM' && acting);
  const telling = raised.filter(({ suppressed }) => suppressed === undefined);
  const named = telling.length > 0 ? telling : raised.filter((alarm) => waits(alarm, alarms));
  const causes = causesOf(alarms);
  return [...named.filter(({ name }) => causes.has(name)), ...named.filter(({ name }) => !causes.has(name))];
}
