import { expect, test } from 'vitest';
import { type PriceBounds, priceProblem } from '../../../web/src/catalogue/price-problem.ts';

const cases: Record<string, [PriceBounds, RegExp | undefined]> = {
  'open at both ends is fine': [{ min: '', max: ' ' }, undefined],
  'of one price only is fine': [{ min: '5', max: '5.00' }, undefined],
  'that is no price says how prices are written': [{ min: 'five', max: '' }, /such as/],
  'whose upper end is no price says so, too': [{ min: '', max: '1.999' }, /such as/],
  'that ends before it begins says so': [{ min: '6', max: '5.99' }, /above/],
};
test.each(Object.entries(cases))('a range %s', (_, [bounds, says]) => {
  const problem = priceProblem(bounds);
  if (says === undefined) expect(problem).toBeUndefined();
  else expect(problem).toMatch(says);
});
