import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { referencePages } from '../../docs/reference.ts';

it.each(Object.entries(referencePages()))('docs/%s tells what monitoring/ says (npm run docs)', (name, text) => {
  expect(readFileSync(`docs/${name}`, 'utf8')).toBe(text);
});
