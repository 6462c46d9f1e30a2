import { describe, expect, it } from 'vitest';
import { isActing, namedAlarms } from '../../../monitoring/alarms/acting.ts';
import { ALARMS } from '../../../monitoring/alarms/alarms.ts';
import type { AlarmRule, CompositeDefinition } from '../../../monitoring/alarms/composite-definition.ts';
import { COMPOSITES } from '../../../monitoring/alarms/composites.ts';
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
