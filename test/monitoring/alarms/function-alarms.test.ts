import { describe, expect, it } from 'vitest';
import { FUNCTIONS } from '../../../functions/manifest.ts';
import { FUNCTION_DURATIONS, FUNCTION_ERRORS } from '../../../monitoring/alarms/function-alarms.ts';
import { FUNCTION_IDS } from '../../../monitoring/resources.ts';

const idOf = (alarmId: string) => FUNCTION_IDS.find((id) => alarmId.endsWith(`-${id}`));
const isScheduled = (id: (typeof FUNCTION_IDS)[number]) => FUNCTIONS[id].source?.type === 'schedule';

describe('alarms on functions', () => {
  it.each(FUNCTION_DURATIONS)('$id is raised before the function is cut off, and not much before', (alarm) => {
    const id = idOf(alarm.id);
    const timeout = id === undefined ? 0 : FUNCTIONS[id].timeout * 1_000;
    expect(Number(alarm.threshold) / timeout).toBeGreaterThanOrEqual(0.75);
    expect(Number(alarm.threshold) / timeout).toBeLessThanOrEqual(0.9);
  });

  it('cover every function that routes or orders wait for; jobs have alarms of their own', () => {
    const covered = FUNCTION_ERRORS.map(({ id }) => idOf(id));
    const needed = FUNCTION_IDS.filter(
      (id) => FUNCTIONS[id].routes.length > 0 || ['stream', 'queue'].includes(FUNCTIONS[id].source?.type ?? ''),
    );
    expect(covered.toSorted()).toEqual(needed.toSorted());
    expect(covered.filter((id) => id !== undefined && isScheduled(id))).toEqual([]);
  });
});
