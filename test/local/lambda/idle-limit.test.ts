import { expect, test } from 'vitest';
import { EXTRA_IDLE_MS, idleLimit } from '../../../local/lambda/idle-limit.ts';

test.each([
  ['a version that serves is kept for more than a minute, for what comes each minute', {}, true, 70_000],
  ['a version that serves is kept for as long as its function is to be', { idleTime: 5_000 }, true, 5_000],
  ['a version that does not is given up with what is too much', {}, false, EXTRA_IDLE_MS],
  ['a version that does not is given up sooner where its function is to be', { idleTime: 5_000 }, false, 5_000],
])('%s', (_, version, routed, limit) => expect(idleLimit(version, routed)).toBe(limit));
