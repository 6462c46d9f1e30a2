import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { referencePages } from '../../docs/reference.ts';

it.each(Object.entries(referencePages()))('docs/%s tells what monitoring/ says (npm run docs)', (name, text) => {
  expect(readFileSync(`docs/${name}`, 'utf8')).toBe(text);
});

it('docs/operations.md gives the total of docs/cost.md, rounded', () => {
  const [, total] = /\*\*Total\*\* \|\s*\| \*\*([\d.]+)\*\*/.exec(referencePages()['cost.md'] ?? '') ?? [];
  expect(readFileSync('docs/operations.md', 'utf8')).toContain(
    `see [cost.md](cost.md) | about ${Math.round(Number(total))} |`,
  );
});
