import { expect, test } from 'vitest';
import { dashboardRefreshMs } from '../../../web/src/console/dashboard-refresh.ts';
import { refreshSeconds } from '../../../web/src/console/refresh.ts';

const after = (there: number, here = 10_000, wanted = 60_000) =>
  dashboardRefreshMs({ there: 0, here: 5 }, { there: there * 1_000, here: here + 5 }, wanted);

test.each([
  ['as often as is wanted where time goes as everywhere', after(10), 60_000],
  ['every ten seconds where that is wanted', after(10, 10_000, 10_000), 10_000],
  ['more often where a minute of the shop is shorter', after(20), 30_000],
  ['never more often than all else, however fast time goes', after(6_000), 10_000],
  ['as often as is wanted by the browser where time stands still', after(0), 60_000],
  ['as often as is wanted where clocks are set back', after(-3_600), 60_000],
  ['not at once where two answers come in the same moment', after(0, 0), 60_000],
])('a dashboard is read %s', (_, milliseconds, expected) => {
  expect(milliseconds).toBe(expected);
});

test.each([
  ['10', 10],
  ['300', 300],
  ['1', 60],
  ['', 60],
  [undefined, 60],
])('an address with ?refresh=%s wants a reading every %s seconds', (value, expected) => {
  expect(refreshSeconds(value)).toBe(expected);
});
