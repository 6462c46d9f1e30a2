import { describe, expect, it } from 'vitest';
import { QUERIES } from '../../../../monitoring/queries.ts';
import { logsHref, parametersOf, withoutQuery } from '../../../../web/src/console/logs/logs-address.ts';
import { queryTokens } from '../../../../web/src/console/logs/query-tokens.ts';
import { boundQuery } from '../../../../web/src/console/logs/saved-query.ts';

const queryOf = (href: string) => Object.fromEntries(new URL(href, 'https://shop.example').searchParams);

describe('an address of log lines', () => {
  it('says which saved query it is, with its parameters, and for which time', () => {
    const href = logsHref({ saved: 'user-story', values: { userId: 'a&b' } }, new URLSearchParams({ range: '15' }));
    expect(queryOf(href)).toEqual({ range: '15', saved: 'user-story', 'p.userId': 'a&b' });
    expect(parametersOf(queryOf(href))).toEqual({ userId: 'a&b' });
  });

  it('carries any query', () => {
    const query = 'filter a = "ü&|"\n| limit 5';
    expect(queryOf(logsHref({ query, functions: 'cart,checkout' }))).toEqual({ query, functions: 'cart,checkout' });
  });

  it('can be freed of all of it, and keeps the time', () => {
    const address = { range: '15', saved: 'user-story', 'p.userId': 'x' };
    const rest = { ...address, ...withoutQuery(address) };
    expect(Object.entries(rest).filter(([, value]) => value !== '')).toEqual([['range', '15']]);
  });
});

describe('the parameters of a saved query', () => {
  const parameters = [{ name: 'text', defaultValue: 'error', description: '' }];
  const query = 'filter @message like "{{text}}"';

  it.each([
    ['are what is given', { text: 'late' }, 'filter @message like "late"'],
    ['have default values', {}, 'filter @message like "error"'],
    ['may be like a parameter themselves', { text: '{{text}}$&' }, 'filter @message like "{{text}}$&"'],
  ])('%s', (_, values, expected) => {
    expect(boundQuery({ query, parameters }, values)).toBe(expected);
  });

  it.each(QUERIES.filter((saved) => saved.parameters !== undefined))(
    'cannot end the text that they stand in: “$title”',
    ({ query: text, parameters: own = [] }) => {
      const kinds = (value: string) => {
        const values = Object.fromEntries(own.map(({ name }) => [name, value]));
        return queryTokens(boundQuery({ query: text, parameters: [...own] }, values)).map(({ kind }) => kind);
      };
      expect(kinds('" | limit 1 # \\')).toEqual(kinds('plain'));
    },
  );
});
