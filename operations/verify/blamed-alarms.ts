import { applicationDown } from '../../monitoring/alarms/availability.ts';

/** Of the alarms that went off those that the release is blamed for, and what is said of the others. */
export type Blame = { readonly alarms: readonly string[]; readonly remark: string };

/**
 * Blames the release for all that went off, but not for a shop that has no products yet: to the probe that one is down,
 * whichever release serves it.
 * @param isEmpty asked only when it matters
 */
export async function blamedAlarms(wentOff: readonly string[], isEmpty: () => Promise<boolean>): Promise<Blame> {
  if (!wentOff.includes(applicationDown.id) || !(await isEmpty())) return { alarms: wentOff, remark: '' };
  return {
    alarms: wentOff.filter((name) => name !== applicationDown.id),
    remark: ` ${applicationDown.id} is in ALARM as long as the shop has no products.`,
  };
}
