import { expect, test } from 'vitest';
import { type RestoreFacts, restoreFindings } from '../../../../operations/doctor/links/restore.ts';

const at = Date.UTC(2026, 10, 21, 12);
const NONE: RestoreFacts = { runningSince: undefined, half: false, endedAt: undefined };

test.each<[string, Partial<RestoreFacts>, RegExp]>([
  ['nothing is restored', {}, /^ok: No backup is being restored\.$/],
  ['all is restored', { endedAt: at }, /^ok: A backup was restored to its end at 2026-11-21T12:00:00Z\.$/],
  ['a restoring runs', { runningSince: at, half: true }, /^warning: .* since 2026-11-21T12:00:00Z\. Wait/],
  ['a restoring was broken off', { half: true }, /^wrong: .*half restored.* Repeat npm run restore/],
])('%s', (_, facts, told) => {
  const [finding, ...others] = restoreFindings({ ...NONE, ...facts });
  expect(others).toEqual([]);
  expect(`${finding?.verdict}: ${finding?.seen} ${finding?.remedy ?? ''}`.trim()).toMatch(told);
});
