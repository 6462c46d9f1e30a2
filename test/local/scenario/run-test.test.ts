import { expect, it } from 'vitest';
import { runTest } from '../../../local/scenario/run-test.ts';

it('a test that cannot run fails with the reason', async () => {
  const alarm = { id: 'a', name: 'a', title: 'a', kind: 'metric', input: {}, region: 'r', accountId: '1' } as const;
  const plan = { alarm, alarms: [alarm], feeds: [], muteRules: [], start: 0, end: 60_000 };
  const test = { name: 't', series: {}, states: [] };
  const { passed, findings } = await runTest({ test, plan, file: 'a.yaml', line: 1, within: 0 });
  expect(passed).toBe(false);
  expect(findings).toEqual([{ at: 0, passed: false, got: expect.stringContaining('AlarmName') }]);
});
