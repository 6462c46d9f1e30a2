import { expect, test } from 'vitest';
import { dashboardRefreshMs } from '../../../web/src/console/dashboard-refresh.ts';

const after = (there: number, here = 10_000) =>
  dashboardRefreshMs({ there: 0, here: 5 }, { there: there * 1_000, here: here + 5 });

test.each([
  ['twice a minute where time goes as everywhere', after(10), 30_000],
  ['more often where a minute of the shop is shorter', after(20), 15_000],
  ['never more often than all else, however fast time goes', after(6_000), 10_000],
  ['twice a minute of the browser where time stands still', after(0), 30_000],
  ['twice a minute where clocks are set back', after(-3_600), 30_000],
  ['not at once where two answers come in the same moment', after(0, 0), 30_000],
])('a dashboard is read %s', (_, milliseconds, expected) => {
  expect(milliseconds).toBe(expected);
});
