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
  return 'any' in rule ? rule.any.some((each) => isRaisedBy(each, id)) : rule.all.every((each) => isRaisedBy(each, id));
}

/** The composites that tell of an alarm that is raised alone. */
function tellingOf(id: string): readonly CompositeDefinition[] {
  const above = COMPOSITES.filter(({ rule }) => isRaisedBy(rule, id));
  return above.flatMap((composite) => (isActing(composite.id) ? [composite] : tellingOf(composite.id)));
}

/** Alarms that mean something only together with others: windows of a burn rate, and a deployment that is done. */
const isPartAlone = ({ category, severity }: (typeof ALL)[number]) => category === 'SLO' || severity === 'info';

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
        suppressor !== undefined && (isLessSevere(severityOf(suppressor.id), severity) || !isActing(suppressor.id)),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
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
