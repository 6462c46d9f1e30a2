import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeReturnPath, signInHref } from '../../../web/src/state/return-path.ts';

describe('the way back after signing in', () => {
  const cases: Record<string, [wanted: string | undefined, leads: string]> = {
    'a path of this site is kept with its query': ['/orders/ord_1?placed=yes', '/orders/ord_1?placed=yes'],
    'nothing leads home': [undefined, '/'],
    'an empty text leads home': ['', '/'],
    'another site leads home': ['https://evil.example/', '/'],
    'another site without its scheme leads home': ['//evil.example/', '/'],
    'another site behind a backslash leads home': ['/\\evil.example', '/'],
    'another site behind a tab leads home': ['/\t/evil.example', '/'],
    'another site behind dots leads home': ['/.//evil.example', '/'],
    'a script leads home': ['javascript:alert(1)', '/'],
    'a relative path leads home': ['orders', '/'],
  };
  test.each(Object.entries(cases))('%s', (_, [wanted, leads]) => {
    expect(safeReturnPath(wanted)).toBe(leads);
  });

  test('never leaves this site, whatever is asked for', () => {
    const pieces = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '\t',
      '\n',
      '@',
      ':',
      'evil.example',
      'https:',
      '?',
      '#',
      '%2f',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const path = safeReturnPath(parts.join(''));
        expect(new URL(path, 'https://here.example').origin).toBe('https://here.example');
      }),
    );
  });

  test('survives the trip through the sign-in address', () => {
    const href = signInHref('/?search=a b&category=Desk', '/register');
    const url = new URL(href, 'https://here.example');
    expect(url.pathname).toBe('/register');
    expect(url.searchParams.get('return')).toBe('/?search=a b&category=Desk');
    expect(signInHref('/')).toBe('/sign-in');
  });
});
