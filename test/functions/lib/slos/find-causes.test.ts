import { describe, expect, test } from 'vitest';
import type { Incident } from '../../../../functions/lib/incidents/incident.ts';
import { causesOf } from '../../../../functions/lib/slos/find-causes.ts';

const MINUTE = 60_000;
const VIOLATION = { from: 100 * MINUTE, to: 110 * MINUTE, failed: 5, total: 10 };

function incident(
  id: string,
  from: number,
  to: number | undefined,
  severity: Incident['severity'] = 'warning',
): Incident {
  const over = to === undefined ? {} : { resolvedAt: to * MINUTE };
  const status = to === undefined ? 'open' : 'resolved';
  return { id, group: 'shop', severity, status, openedAt: from * MINUTE, ...over, alarms: [], timeline: [] };
}

const ids = (...incidents: readonly Incident[]) => causesOf(VIOLATION, incidents).map(({ id }) => id);

describe('the incidents that may be the reason of a violation', () => {
  test.each<[string, number, number | undefined, boolean]>([
    ['that was there meanwhile is one', 90, 120, true],
    ['that was not over for longer than half an hour is one', 10, 71, true],
    ['that was over before is none', 10, 70, false],
    ['that opened soon afterwards is one', 139, 150, true],
    ['that opened later is none', 140, 150, false],
    ['that is still there is one', 10, undefined, true],
  ])('one %s', (_name, from, to, is) => expect(ids(incident('inc_1', from, to))).toEqual(is ? ['inc_1'] : []));

  test('are the ten worst of many, oldest first, each named for its group where it has no alarm', () => {
    const many = Array.from({ length: 12 }, (_, index) => incident(`inc_${index}`, 100 + index, 130));
    const worst = incident('inc_critical', 125, 130, 'critical');
    expect(ids(...many, worst)).toEqual([...many.slice(0, 9).map(({ id }) => id), 'inc_critical']);
    expect(causesOf(VIOLATION, [worst])).toEqual([{ id: 'inc_critical', severity: 'critical', title: 'shop' }]);
  });
});
