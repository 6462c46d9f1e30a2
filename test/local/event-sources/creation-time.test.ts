import { expect, test } from 'vitest';
import { creationTime } from '../../../local/event-sources/creation-time.ts';

const second = 1_000;
const start = { now: 5_000_000, realNow: 1_000_000, flowingSince: 900_000, speed: 1 };
const cases: Record<string, [createdAgo: number, moment: Partial<typeof start>, age: number]> = {
  'made in this second is made now': [0, {}, 0],
  'made ten seconds ago is that old, less the second that is not told': [10 * second, {}, 10 * second - 999],
  'made ten seconds ago is minutes old on a fast clock': [10 * second, { speed: 60 }, 60 * (10 * second - 999)],
  'made ten seconds ago is made now when the clock stands': [10 * second, { speed: 0 }, 0],
  'made an hour before the start aged at real speed until then': [
    3_700 * second,
    { speed: 60 },
    60 * 100 * second + 3_600 * second - 999,
  ],
};
test.each(Object.entries(cases))('a change %s', (_, [createdAgo, moment, age]) => {
  const at = { ...start, ...moment };
  expect(at.now - creationTime((at.realNow - createdAgo) / second, at)).toBe(age);
});
