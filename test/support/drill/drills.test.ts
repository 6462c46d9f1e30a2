import { describe, expect, it } from 'vitest';
import { FAULT_NAMES } from '../../../monitoring/fault-names.ts';
import { drillName } from './drill.ts';
import { DRILLS, UNDRILLED } from './drills.ts';
import { EVERY_ALARM, expectedAlarms, provenAlarms } from './expected-alarms.ts';

describe('the drills', () => {
  it.each(FAULT_NAMES)('of %s raise all that it proves', (fault) => {
    const raised = DRILLS.filter((drill) => drill.fault === fault).flatMap(expectedAlarms);
    expect(new Set(raised.filter(({ provenBy }) => provenBy.includes(fault)))).toEqual(new Set(provenAlarms(fault)));
  });

  it('are of every fault but those that say why none can be', () => {
    const drilled = new Set<string>(DRILLS.map(({ fault }) => fault));
    expect(new Set([...drilled, ...Object.keys(UNDRILLED)])).toEqual(new Set(FAULT_NAMES));
    expect(Object.keys(UNDRILLED).filter((fault) => drilled.has(fault))).toEqual([]);
  });

  it('show each that the fault does something: by an alarm, or by the visitors that it brings', () => {
    const idle = DRILLS.filter((drill) => expectedAlarms(drill).length === 0 && drill.serves === undefined);
    expect(idle.map(drillName)).toEqual([]);
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
