import { describe, expect, it } from 'vitest';
import { parseBreaches, parseSeries } from './series.ts';

describe('the series notation', () => {
  it.each([
    ['5', [5]],
    ['5x3 _ _ 0+2x5', [5, 5, 5, undefined, undefined, 0, 2, 4, 6, 8]],
    ['9-3x2 _x2 -1.5', [9, 6, undefined, undefined, -1.5]],
    ['', []],
  ])('reads %s', (notation, expected) => {
    expect(parseSeries(notation)).toEqual(expected);
  });

  it.each(['x', '5x', '_+1x2', '1..2'])('refuses %s', (notation) => {
    expect(() => parseSeries(notation)).toThrow('is not in the series notation');
  });

  it('reads the notation of the tables of AWS, and nothing else', () => {
    expect(parseBreaches('0 - X')).toEqual([0, undefined, 10]);
    expect(() => parseBreaches('0 x')).toThrow("'x' is neither 0, X nor -");
  });
});
