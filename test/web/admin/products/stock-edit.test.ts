import { describe, expect, test } from 'vitest';
import { fileProblem, sizeProblem } from '../../../../web/src/admin/products/picture-problem.ts';
import { stockEdit } from '../../../../web/src/admin/products/stock-edit.ts';
import { stockState } from '../../../../web/src/admin/products/stock-state.ts';

describe('a change of the stock', () => {
  test.each([
    ['adds, whatever is sold meanwhile', 'change', '12', { body: { stockChange: 12 } }],
    ['takes away with a minus of either kind', 'change', '−3', { body: { stockChange: -3 } }],
    ['may take everything away', 'change', '-5', { body: { stockChange: -5 } }],
    ['sets what was counted if nothing is sold meanwhile', 'count', '0', { body: { stock: 0, expectedStock: 5 } }],
  ] as const)('%s', (_sentence, mode, typed, edit) => {
    expect(stockEdit(mode, typed, 5)).toEqual(edit);
  });

  test.each([
    ['change', '-6'],
    ['change', '0'],
    ['change', ''],
    ['change', '1.5'],
    ['change', '9999999'],
    ['count', '-1'],
    ['count', 'many'],
    ['count', '1000001'],
  ] as const)('to %s by %j is refused with the reason', (mode, typed) => {
    expect(stockEdit(mode, typed, 5)).toEqual({ problem: expect.any(String) });
  });
});

test('a product that runs out is marked, one that has run out more so', () => {
  expect([0, 4, 5].map((stock) => stockState(stock).tone)).toEqual(['bad', 'warn', 'good']);
});

describe('a picture', () => {
  test.each([
    ['of another kind', { type: 'image/gif', size: 10 }, /PNG, JPEG or WebP/],
    ['without content', { type: 'image/png', size: 0 }, /empty/],
    ['that is too large', { type: 'image/png', size: 262_145 }, /at most 256 KiB/],
  ] as const)('%s is refused before it is opened', (_sentence, file, problem) => {
    expect(fileProblem(file)).toMatch(problem);
  });

  test('as large as allowed is taken', () => {
    expect(fileProblem({ type: 'image/webp', size: 262_144 })).toBeUndefined();
    expect(sizeProblem({ width: 4096, height: 4096 })).toBeUndefined();
    expect(sizeProblem({ width: 10, height: 4097 })).toMatch(/4,097 pixels/);
  });
});
