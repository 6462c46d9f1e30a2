import { namedAlarms } from '../../monitoring/alarms/acting.ts';
import { applicationDown } from '../../monitoring/alarms/availability.ts';
import { COMPOSITES } from '../../monitoring/alarms/composites.ts';

/** Of the alarms that went off those that the release is blamed for, and what is said of the others. */
export type Blame = { readonly alarms: readonly string[]; readonly remark: string };

/** What is left of the alarms that went off without those that are excused, and without the composites that only they raised. */
function withoutExcused(wentOff: readonly string[], excused: readonly string[]): readonly string[] {
  const left = wentOff.filter((name) => !excused.includes(name));
  const empty = left.filter((name) => {
    const named = COMPOSITES.filter(({ id }) => id === name).flatMap(({ rule }) => namedAlarms(rule));
    return named.some((each) => excused.includes(each)) && !named.some((each) => left.includes(each));
  });
  return empty.length === 0 ? left : withoutExcused(left, [...excused, ...empty]);
}

/**
 * Blames the release for all that went off, but not for a shop that has no products yet: to the probe that one is down,
 * whichever release serves it.
 * @param isEmpty asked only when it matters
 */
export async function blamedAlarms(wentOff: readonly string[], isEmpty: () => Promise<boolean>): Promise<Blame> {
  if (!wentOff.includes(applicationDown.id) || !(await isEmpty())) return { alarms: wentOff, remark: '' };
  return {
    alarms: withoutExcused(wentOff, [applicationDown.id]),
    remark: ` ${applicationDown.id} is in ALARM as long as the shop has no products.`,
  };
}
