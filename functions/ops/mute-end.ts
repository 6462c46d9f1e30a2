const MINUTE = 60_000;

/** When a one-time mute rule ends, epoch milliseconds; undefined of a schedule that is none of ours. */
export function muteEnd(schedule: {
  readonly Expression?: string | undefined;
  readonly Duration?: string | undefined;
}) {
  const [, begin] = /^at\((.*)\)$/.exec(schedule.Expression ?? '') ?? [];
  const [, minutes] = /^PT(\d+)M$/.exec(schedule.Duration ?? '') ?? [];
  if (begin === undefined || minutes === undefined) return undefined;
  return Date.parse(`${begin}:00Z`) + Number(minutes) * MINUTE;
}
