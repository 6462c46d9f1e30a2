import { expect, test } from 'vitest';
import { waitInWords } from '../../../web/src/api/wait-in-words.ts';

test.each([
  [undefined, 'in a moment'],
  [0, 'in a second'],
  [1, 'in a second'],
  [40, 'in 40 seconds'],
  [89, 'in 89 seconds'],
  [90, 'in about 2 minutes'],
  [900, 'in about 15 minutes'],
])('a wait of %s seconds is told as "%s"', (retryAfter, says) => expect(waitInWords({ retryAfter })).toBe(says));
