import { expect, it } from 'vitest';
import { parseBreaches } from './breaches.ts';

it('reads the notation of the tables of AWS, and nothing else', () => {
  expect(parseBreaches('0 - X')).toEqual([0, undefined, 10]);
  expect(() => parseBreaches('0 x')).toThrow("'x' is neither 0, X nor -");
});
