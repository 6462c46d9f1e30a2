import { describe, expect, test } from 'vitest';
import { lineProblem } from '../../../web/src/cart/line-problem.ts';

describe('a cart line', () => {
  const cases: Record<string, [quantity: number, stock: number, says: RegExp | undefined]> = {
    'within the stock is fine': [2, 2, undefined],
    'of which one is left says so': [2, 1, /Only 1 is left/],
    'of which some are left says how many': [9, 3, /Only 3 are left/],
    'that is sold out says so': [1, 0, /Sold out/],
  };
  test.each(Object.entries(cases))('%s', (_, [quantity, stock, says]) => {
    const problem = lineProblem({ quantity, stock });
    if (says === undefined) expect(problem).toBeUndefined();
    else expect(problem).toMatch(says);
  });
});
