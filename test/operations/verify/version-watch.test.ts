import { expect, test } from 'vitest';
import { createVersionWatch } from '../../../operations/verify/version-watch.ts';

const RELEASE = '0123456789ab';

function verdictOn(...answers: readonly (readonly [path: string, version?: string])[]): string {
  const watch = createVersionWatch(RELEASE);
  for (const [path, version] of answers)
    watch.answered(path, new Headers(version === undefined ? {} : { 'x-version': version }));
  return watch.verdict();
}

test('answers of the release pass; pages and what any cache may keep say nothing', () => {
  expect(verdictOn(['/'], ['/api/products', RELEASE], ['/api/cart', RELEASE])).toMatch(/^2 answers were all/);
});

test('one answer of another release does not, whatever comes after it; what was asked for in it is not told', () => {
  const answers = [
    ['/api/products?search=mug', 'ba9876543210'],
    ['/api/cart', RELEASE],
  ] as const;
  expect(() => verdictOn(...answers)).toThrow(
    '/api/products was answered by release ba9876543210 instead of 0123456789ab.',
  );
});

test('answers that are all silent do not', () => {
  expect(() => verdictOn(['/'], ['/api/cart'])).toThrow(/No answer said/);
});
