import { describe, expect, it } from 'vitest';
import { runsOf } from '../../../../local/cloudwatch/widget-image/series-runs.ts';

describe('the runs of a series', () => {
  it.each<[string, number[], [number, number][]]>([
    ['none without datapoints', [], []],
    ['one datapoint', [60], [[0, 1]]],
    ['one while none is missing', [0, 60, 120], [[0, 3]]],
    [
      'two around a missing one',
      [0, 60, 180, 240],
      [
        [0, 2],
        [2, 4],
      ],
    ],
    ['one over a datapoint a little late', [0, 60, 145], [[0, 3]]],
  ])('are %s', (_, timestamps, runs) => {
    expect(runsOf(timestamps, 60).map(({ from, to }) => [from, to])).toEqual(runs);
  });
});
