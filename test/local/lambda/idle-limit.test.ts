import { expect, test } from 'vitest';
import { EXTRA_IDLE_MS, idleLimit } from '../../../local/lambda/idle-limit.ts';

test.each([
  ['a version that serves is kept for more than a minute, for what comes each minute', {}, { routed: true }, 70_000],
  ['a version that serves is kept for as long as its function is to be', { idleTime: 5_000 }, { routed: true }, 5_000],
  ['a version that does not is given up with what is too much', {}, { routed: false }, EXTRA_IDLE_MS],
  [
    'a version that does not is given up sooner where its function is to be',
    { idleTime: 5_000 },
    { routed: false },
    5_000,
  ],
  [
    'a version that serves is kept while time stands still',
    { idleTime: 5_000 },
    { routed: true, stands: true },
    Infinity,
  ],
  ['a version that does not is given up even then', {}, { routed: false, stands: true }, EXTRA_IDLE_MS],
])('%s', (_, version, place, limit) => expect(idleLimit(version, { stands: false, ...place })).toBe(limit));
