import { expect, it } from 'vitest';
import { parseDuration } from '../../../local/control/duration.ts';

it.each([
  ['PT10M', 600_000],
  ['PT1H30M', 5_400_000],
  ['P30D', 2_592_000_000],
  ['P1W', 604_800_000],
  ['P1DT1S', 86_401_000],
  ['PT0.5S', 500],
  ['PT0S', 0],
])('reads %s', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

it.each(['', 'P', 'PT', '10M', 'P1M', 'PT1D', 'P-1D', 'PT1.5H', ' PT1M', 'pt1m'])('refuses "%s"', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});
