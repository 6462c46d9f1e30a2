import { expect, test } from 'vitest';
import { traceGroupFilter } from '../../monitoring/trace-groups.ts';

const filterOf = (filter: string) => traceGroupFilter('one', { id: 'any', title: 'Any', filter });

test('a group is of its stage alone, also where its filter has alternatives', () => {
  expect(filterOf('fault OR throttle')).toBe('annotation.stage = "one" AND (fault OR throttle)');
  expect(filterOf('')).toBe('annotation.stage = "one"');
});
