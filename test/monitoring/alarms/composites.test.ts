import { describe, expect, it } from 'vitest';
import { isActing, namedAlarms } from '../../../monitoring/alarms/acting.ts';
import { ALARMS } from '../../../monitoring/alarms/alarms.ts';
import type { AlarmRule, CompositeDefinition } from '../../../monitoring/alarms/composite-definition.ts';
import { COMPOSITES } from '../../../monitoring/alarms/composites.ts';
import { shopSlow } from '../../../monitoring/alarms/service-composites.ts';
import { SLO_BURNS } from '../../../monitoring/alarms/slo-burn.ts';
import { unhealthyAfterDeployment } from '../../../monitoring/alarms/unhealthy-after-deployment.ts';
import { FAULT_NAMES, type FaultName } from '../../../monitoring/fault-names.ts';
import { SEVERITIES, type Severity } from '../../../monitoring/resources.ts';

const ALL = [...ALARMS, ...COMPOSITES];
const isLessSevere = (one: Severity, other: Severity) => SEVERITIES.indexOf(one) > SEVERITIES.indexOf(other);
const severityOf = (id: string): Severity => ALL.find((each) => each.id === id)?.severity ?? 'info';

/** Whether the rule is fulfilled whenever that alarm alone is raised. */
function isRaisedBy(rule: AlarmRule, id: string): boolean {
  if (typeof rule === 'string') return rule === id;
  if ('not' in rule) return rule.not !== id;
  return 'any' in rule ? rule.any.some((each) => isRaisedBy(each, id)) : rule.all.every((each) => isRaisedBy(each, id));
}

/** Whether an alarm tells of itself, or only silences others for alarms that do. */
function isTold(id: string): boolean {
  const silencing = COMPOSITES.find((each) => each.id === id && each.tells === false);
  return silencing === undefined ? isActing(id) : namedAlarms(silencing.rule).every(isTold);
}

/** How severe an alarm is, or the mildest of those for which it silences others. */
function mildest(id: string): Severity {
  const silencing = COMPOSITES.find((each) => each.id === id && each.tells === false);
  const all = silencing === undefined ? [severityOf(id)] : namedAlarms(silencing.rule).map(mildest);
  return all.toSorted((one, other) => SEVERITIES.indexOf(other) - SEVERITIES.indexOf(one))[0] ?? 'info';
}

/** The composites that tell of an alarm that is raised alone. */
function tellingOf(id: string): readonly CompositeDefinition[] {
  const above = COMPOSITES.filter(({ rule }) => isRaisedBy(rule, id));
  return above.flatMap((composite) => (isActing(composite.id) ? [composite] : tellingOf(composite.id)));
}

/** Alarms that mean something only together with others: windows of a burn rate, and a deployment that is done. */
const isPartAlone = ({ id, category, severity }: (typeof ALL)[number]) =>
  category === 'SLO' || severity === 'info' || (!isActing(id) && isTold(id));

/** The alarms that tell of a fault by themselves, those left out that another of them silences. */
function tellersOf(fault: FaultName): readonly (typeof ALL)[number][] {
  const acting = ALL.filter(({ id, provenBy }) => isActing(id) && provenBy.includes(fault));
  const ids = new Set(acting.map(({ id }) => id));
  const causesOf = (id: string): readonly string[] => {
    const silencing = COMPOSITES.find((each) => each.id === id && each.tells === false);
    return silencing === undefined ? [id] : namedAlarms(silencing.rule);
  };
  const isSilenced = (id: string): boolean => {
    const suppressor = COMPOSITES.find((each) => each.id === id)?.suppressor;
    return suppressor !== undefined && causesOf(suppressor.id).some((cause) => ids.has(cause));
  };
  return acting.filter(({ id }) => !isSilenced(id));
}

/** Faults of functions, each of which is another failure: of the shop, of orders on their way, or of telling people. */
const OF_ANY_FUNCTION: readonly FaultName[] = ['function-crash', 'function-timeout', 'function-out-of-memory'];

describe('one failure is one incident', () => {
  const named = FAULT_NAMES.filter((fault) => !OF_ANY_FUNCTION.includes(fault));
  it.each(named)('%s: whatever tells of it is of one group', (fault) => {
    expect(new Set(tellersOf(fault).map(({ group }) => group)).size).toBeLessThanOrEqual(1);
  });

  it('functions that orders wait for are told with orders that wait', () => {
    const alarms = ALL.filter(({ id }) => ['function-errors-outbox', 'function-errors-fulfilment'].includes(id));
    expect(alarms.flatMap(({ id }) => tellingOf(id)).map(({ id }) => id)).toEqual(['orders-delayed', 'orders-delayed']);
  });

  it.each(['orders-delayed', 'jobs-failing'])('%s, as what it needs is away, is silent while checkout fails', (id) => {
    const cause = COMPOSITES.find((each) => each.id === COMPOSITES.find((one) => one.id === id)?.suppressor?.id);
    expect(cause && namedAlarms(cause.rule)).toEqual(expect.arrayContaining(['table-failing', 'checkout-failing']));
  });

  it('orders that were given up are told whatever the cause, as they need a person, with orders that wait', () => {
    const groups = ['order-dead-letters', 'orders-delayed'].map((id) => ALL.find((each) => each.id === id)?.group);
    expect([isActing('order-dead-letters'), ...groups]).toEqual([true, 'orders', 'orders']);
  });

  it('a budget that burns is told with a failure that is felt at once, whichever is found first', () => {
    const groupOf = (id: string) => ALL.find((each) => each.id === id)?.group;
    const tellers = ['functions-failing', 'shop-slow', 'checkout-failing', 'orders-delayed'];
    expect(SLO_BURNS.map(({ group }) => group)).toEqual(tellers.map(groupOf));
  });

  it('a release that is slow is told with a shop that is slow for longer than half an hour after it', () => {
    expect(shopSlow.group).toBe(unhealthyAfterDeployment.group);
  });
});

describe('composites', () => {
  it('tell of every alarm that takes no action because they name it', () => {
    const silent = ALL.filter((alarm) => !isActing(alarm.id) && !isPartAlone(alarm));
    expect(silent.filter(({ id }) => tellingOf(id).length === 0).map(({ id }) => id)).toEqual([]);
  });

  it('are at least as severe as what they tell of', () => {
    const tooMild = ALL.filter((alarm) => !isActing(alarm.id)).filter(({ id, severity }) =>
      tellingOf(id).some((composite) => isLessSevere(composite.severity, severity)),
    );
    expect(tooMild.map(({ id }) => id)).toEqual([]);
  });

  it('are silenced by causes alone that are at least as severe and tell of themselves', () => {
    const wrong = COMPOSITES.filter(
      ({ severity, suppressor }) =>
        suppressor !== undefined && (isLessSevere(mildest(suppressor.id), severity) || !isTold(suppressor.id)),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('can tell within their promise: that of the slowest alarm that raises them alone, and how long they wait for the cause', () => {
    const late = COMPOSITES.filter(({ category, promiseMinutes, rule, suppressor }) => {
      const raising = ALL.filter(({ id }) => isRaisedBy(rule, id)).map((alarm) => alarm.promiseMinutes);
      const detected = category === 'SLO' ? 0 : Math.max(0, ...raising);
      return promiseMinutes < detected + (suppressor?.waitPeriod ?? 0) / 60;
    });
    expect(late.map(({ id }) => id)).toEqual([]);
  });

  it('wait longer than their cause, where that is the table, needs to be found: two minutes, and they tell only once they know', () => {
    const hasty = COMPOSITES.filter(({ suppressor }) => suppressor !== undefined && suppressor.waitPeriod < 120);
    expect(hasty.map(({ id }) => id)).toEqual([]);
  });

  it('say of each name that there is such an alarm', () => {
    const ids = new Set(ALL.map(({ id }) => id));
    const named = COMPOSITES.flatMap(({ rule, suppressor }) => [
      ...namedAlarms(rule),
      ...(suppressor ? [suppressor.id] : []),
    ]);
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });
});
