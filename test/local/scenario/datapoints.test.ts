import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Datapoint, parseDatapoints } from '../../../local/scenario/datapoints.ts';
import { parseSeries } from '../../support/series.ts';

const value = (number: number, count = 1): Datapoint[number] => ({ kind: 'value', value: number, count });

describe('the series notation', () => {
  it.each([
    ['one value', '5', [5]],
    ['repeats, missing data and a ramp', '5x3 _ _ 0+2x5', [5, 5, 5, undefined, undefined, 0, 2, 4, 6, 8]],
    ['a ramp down, repeated missing data and a negative value', '9-3x2 _x2 -1.5', [9, 6, undefined, undefined, -1.5]],
    ['ramps of decimals without binary noise', '0+0.1x4 1e-3', [0, 0.1, 0.2, 0.3, 0.001]],
    ['zero as a datapoint', '0x2', [0, 0]],
    ['groups that repeat, also in one another', '((1 0)x2 5)x2', [1, 0, 1, 0, 5, 1, 0, 1, 0, 5]],
    ['a group without repetition', '(1 2) 3', [1, 2, 3]],
    ['several lines', '1x2\n  3', [1, 1, 3]],
    ['nothing', '', []],
  ])('reads %s', (_says, notation, expected) => {
    expect(parseSeries(notation)).toEqual(expected);
  });

  it.each<[string, string, Datapoint[]]>([
    ['several samples in one interval', '120,130', [[value(120), value(130)]]],
    ['counted samples', '120*99,900', [[value(120, 99), value(900)]]],
    ['counted samples in several intervals', '5*3x2', [[value(5, 3)], [value(5, 3)]]],
    ['missing data between', '1,2 _', [[value(1), value(2)], []]],
    [
      'a statistic set, alone and among samples',
      'set(count=2 sum=9 min=4 max=5)x2 1,set(count=1 sum=-4.5 min=-4.5 max=-4.5)',
      [
        [{ kind: 'statistics', statistics: { count: 2, sum: 9, minimum: 4, maximum: 5 } }],
        [{ kind: 'statistics', statistics: { count: 2, sum: 9, minimum: 4, maximum: 5 } }],
        [value(1), { kind: 'statistics', statistics: { count: 1, sum: -4.5, minimum: -4.5, maximum: -4.5 } }],
      ],
    ],
  ])('reads %s', (_says, notation, expected) => {
    expect(parseDatapoints(notation)).toEqual(expected);
  });

  it.each([
    ['a word', '1 x', 2, "'x' is not in the series notation"],
    ['a repetition without a number', '5x', 0, "'5x' is not in the series notation"],
    ['a step from nothing', '_+1x2', 0, "'_+1x2' is not in the series notation"],
    ['two points in a number', '1..2', 0, "'1..2' is not in the series notation"],
    ['no samples', '5*0', 0, "'5*0' is not in the series notation"],
    ['an empty place between commas', '5,,6', 0, "'5,,6' is not in the series notation"],
    ['a statistic set without samples', 'set(count=0 sum=9 min=4 max=5)', 0, 'is not in the series notation'],
    ['a statistic set upside down', 'set(count=2 sum=9 min=5 max=4)', 0, 'is not in the series notation'],
    ['a statistic set with a word', 'set(count=2 sum=a min=4 max=5)', 0, 'is not in the series notation'],
    ['a group never closed', '1 (2 3', 2, "'(' is never closed"],
    ['a parenthesis too many', '1 2) 3', 3, "')' closes nothing"],
    ['a group with a tail', '(1 2)y', 0, "'y' follows ')'"],
    ['more than anybody waits for', '1 0x99999999999', 2, 'at most 600000 datapoints'],
    ['the same by groups', '((0x1000)x1000)x1000', 1, 'at most 600000 datapoints'],
    ['the same by many items', '0x400000 0x400000', 9, 'at most 600000 datapoints'],
  ])('refuses %s, and says where', (_says, notation, offset, message) => {
    expect(() => parseDatapoints(notation)).toThrow(
      expect.objectContaining({ offset, message: expect.stringContaining(message) }),
    );
  });

  it('refuses several samples where single values are wanted', () => {
    expect(() => parseSeries('1,2')).toThrow('one sample in each interval');
    expect(() => parseSeries('1*2')).toThrow('one sample in each interval');
  });

  it('repeats whatever it can read', () => {
    const item = fc.constantFrom('5', '_', '0+2x3', '7*2,1', '(1 _)x2');
    fc.assert(
      fc.property(fc.array(item, { maxLength: 6 }), fc.nat(4), (items, times) => {
        const notation = items.join(' ');
        const once = parseDatapoints(notation);
        expect(parseDatapoints(`(${notation})x${times}`)).toEqual(Array.from({ length: times }, () => once).flat());
      }),
      { numRuns: 100 },
    );
  });
});
