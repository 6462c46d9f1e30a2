const MINUTE = 60_000;
/** AWS mutes by a rule for at most so long. */
export const LONGEST_MINUTES = 15 * 24 * 60;

/** The schedule of a rule that mutes once, from the minute that runs (AWS takes no seconds) until so many minutes have passed. */
export function muteSchedule(now: number, minutes: number) {
  const begin = Math.floor(now / MINUTE) * MINUTE;
  const length = Math.min(Math.ceil((now + minutes * MINUTE - begin) / MINUTE), LONGEST_MINUTES);
  return {
    Expression: `at(${new Date(begin).toISOString().slice(0, 16)})`,
    Duration: `PT${length}M`,
    Timezone: 'UTC',
  };
}
