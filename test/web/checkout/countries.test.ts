import { expect, test } from 'vitest';
import { countries, countryName } from '../../../web/src/checkout/countries.ts';

test('countries are listed by name, each once', () => {
  const list = countries('en-GB');
  const names = list.map(({ name }) => name);
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'en-GB')));
  expect(new Set(list.map(({ code }) => code)).size).toBe(list.length);
  expect(list).toContainEqual({ code: 'AT', name: 'Austria' });
});

test('a country is named by its code, and by the code itself when that is unknown', () => {
  expect(countryName('NZ', 'en-GB')).toBe('New Zealand');
  expect(countryName('somewhere', 'en-GB')).toBe('somewhere');
});
