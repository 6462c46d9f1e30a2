import { afterAll, describe, expect, it } from 'vitest';
import { FAULT_NAMES } from '../../monitoring/fault-names.ts';
import { drillName } from '../support/drill/drill.ts';
import { drillVerdict } from '../support/drill/drill-verdict.ts';
import { DRILLS } from '../support/drill/drills.ts';
import { EVERY_ALARM, expectedAlarms, provenAlarms } from '../support/drill/expected-alarms.ts';
import { runDrills } from '../support/drill/run-drills.ts';

/** Side by side on the two processors that a gate has; waiting for a database, a shop leaves its own to others. */
const LANES = 3;
/** All of them together, as the last one waits for the others. */
const PATIENCE = 300_000;

describe('drill: a fault raises exactly the alarms that it proves, each within its promise, and all of them return', () => {
  const { records, over } = runDrills(DRILLS, LANES, Date.now());
  afterAll(() => over, PATIENCE);

  it.each(DRILLS.map((drill) => [drillName(drill), drill] as const))(
    '%s',
    async (_name, drill) => {
      const record = await records.get(drill);
      expect(record && drillVerdict(record).wrong).toEqual([]);
    },
    PATIENCE,
  );
});

describe('the drills', () => {
  it.each(FAULT_NAMES)('of %s raise all that it proves', (fault) => {
    const raised = DRILLS.filter((drill) => drill.fault === fault).flatMap(expectedAlarms);
    expect(new Set(raised.filter(({ provenBy }) => provenBy.includes(fault)))).toEqual(new Set(provenAlarms(fault)));
  });

  it('raise nothing that neither their fault nor what goes wrong besides proves', () => {
    const unproven = DRILLS.flatMap((drill) => {
      const proven = [drill.fault, drill.besides?.fault].flatMap((fault) => (fault ? provenAlarms(fault) : []));
      return expectedAlarms(drill)
        .filter((alarm) => !proven.includes(alarm))
        .map(({ id }) => `${drillName(drill)}: ${id}`);
    });
    expect(unproven).toEqual([]);
  });

  it('leave no alarm out but those that say why no fault can raise them', () => {
    const unproven = EVERY_ALARM.filter(({ provenBy }) => provenBy.length === 0);
    expect(unproven.filter(({ undrilled }) => undrilled === undefined).map(({ id }) => id)).toEqual([]);
    const both = EVERY_ALARM.filter(({ provenBy, undrilled }) => provenBy.length > 0 && undrilled !== undefined);
    expect(both.map(({ id }) => id)).toEqual([]);
  });
});
