import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../../local/aws/json.ts';
import { expandMetricRows } from '../../../../local/cloudwatch/dashboards/expand-metric-rows.ts';

const texts = (...rows: JsonValue[]) => expandMetricRows(rows).map((row) => row.texts.join(' '));

describe('shortened rows', () => {
  it.each<[string, JsonValue[], string]>([
    [
      'a dot is the text above',
      [
        ['n', 'a', 'd', 'x'],
        ['.', 'b', '.', '.'],
      ],
      'n b d x',
    ],
    [
      'three dots are all texts but those that follow',
      [
        ['n', 'a', 'd', 'x'],
        ['...', 'y'],
      ],
      'n a d y',
    ],
    [
      'three dots alone are the whole row above',
      [
        ['n', 'a', 'd', 'x'],
        ['...', { stat: 'p99' }],
      ],
      'n a d x',
    ],
    [
      'dots may follow three dots',
      [
        ['n', 'a', 'd', 'x', 'e', 'y'],
        ['...', 'z', '.', 'w'],
      ],
      'n a d z e w',
    ],
    [
      'the row above may be shortened itself',
      [
        ['n', 'a', 'd', 'x'],
        ['...', 'y'],
        ['.', 'b', '.', '.'],
      ],
      'n b d y',
    ],
    [
      'an expression in between is passed over',
      [['n', 'a', 'd', 'x'], [{ expression: 'm1' }], ['...', 'y']],
      'n a d y',
    ],
    ['with no row above there is nothing to stand for', [['.', 'a']], ' a'],
  ])('%s', (_, rows, expected) => {
    expect(texts(...rows).at(-1)).toBe(expected);
  });
});
