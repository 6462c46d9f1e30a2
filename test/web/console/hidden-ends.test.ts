import { expect, test } from 'vitest';
import { hiddenEnds } from '../../../web/src/console/hidden-ends.ts';

test.each([
  ['nothing where all fits', 0, 360, ''],
  ['what is after, at its start', 0, 900, 'end'],
  ['both sides, in between', 200, 900, 'start end'],
  ['what is before, at its end, of which a part of a pixel is left', 539.6, 900, 'start'],
])('a strip hides %s', (_, scrollLeft, scrollWidth, hidden) => {
  expect(hiddenEnds({ scrollLeft, scrollWidth, clientWidth: 360 })).toBe(hidden);
});
