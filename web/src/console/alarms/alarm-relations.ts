import type { Alarm, Mute } from '../../../../functions/ops/responses.ts';

/** How an alarm stands to others. */
export type AlarmRelations = {
  /** Those that it looks at. */
  members: readonly Alarm[];
  /** Those that tell of it, where it does not tell itself. */
  toldBy: readonly Alarm[];
  /** The one that silences it while that is in alarm. */
  suppressor: Alarm | undefined;
  /** The mute rule that keeps it from telling anybody now. */
  mute: Mute | undefined;
};

/** The composites that tell for an alarm: those that look at it, or at one that does, and act. */
function tellersOf(name: string, alarms: readonly Alarm[]): readonly Alarm[] {
  const above = alarms.filter(({ members = [] }) => members.includes(name));
  return above.flatMap((alarm) => (alarm.acting ? [alarm] : tellersOf(alarm.name, alarms)));
}

/** How one of the alarms stands to the others. */
export function alarmRelations(
  alarm: Alarm,
  { alarms, mutes }: { alarms: readonly Alarm[]; mutes: readonly Mute[] },
): AlarmRelations {
  const { name, acting, members = [] } = alarm;
  return {
    members: alarms.filter((each) => members.includes(each.name)),
    toldBy: acting ? [] : [...new Set(tellersOf(name, alarms))],
    suppressor: alarms.find((each) => each.name === alarm.suppressor),
    mute: mutes.find((each) => each.alarms.includes(name)),
  };
}
