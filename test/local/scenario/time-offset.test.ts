import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatOffset, parseOffset } from '../../../local/scenario/time-offset.ts';

describe('spans of time in scenarios', () => {
  it.each([
    ['7m', 420_000],
    ['90s', 90_000],
    ['1h30m', 5_400_000],
    ['2d', 172_800_000],
    ['0m', 0],
  ])('%s is read', (text, expected) => {
    expect(parseOffset(text)).toBe(expected);
  });

  it.each(['', '7', 'm', '7 m', '30m1h', '-1m', '1.5h', 'PT7M'])("'%s' is none", (text) => {
    expect(parseOffset(text)).toBeUndefined();
  });

  it('are read as they were written', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), (seconds) => {
        expect(parseOffset(formatOffset(seconds * 1_000))).toBe(seconds * 1_000);
      }),
      { numRuns: 100 },
    );
  });
});
