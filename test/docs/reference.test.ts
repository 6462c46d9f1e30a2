import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { referencePages } from '../../docs/reference.ts';

it.each(Object.entries(referencePages()))('docs/%s tells what monitoring/ says (npm run docs)', (name, text) => {
  expect(readFileSync(`docs/${name}`, 'utf8')).toBe(text);
});

it('docs/operations.md gives the total of docs/cost.md, to a dollar', () => {
  const [, total] = /\*\*Total\*\* \|\s*\| \*\*([\d.]+)\*\*/.exec(referencePages()['cost.md'] ?? '') ?? [];
  const [, told] =
    /see \[cost\.md\]\(cost\.md\) \| about (\d+) \|/.exec(readFileSync('docs/operations.md', 'utf8')) ?? [];
  expect(Math.abs(Number(told) - Number(total))).toBeLessThanOrEqual(1);
});
