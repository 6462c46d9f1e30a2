import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QUERIES } from '../../../../monitoring/queries.ts';
import { queryCommands, queryTokens } from '../../../../web/src/console/logs/query-tokens.ts';

const kindsOf = (text: string) =>
  queryTokens(text)
    .filter(({ kind }) => kind !== 'space')
    .map((token) => `${token.kind} ${token.text}`);

describe('a query is taken apart', () => {
  const cases: Record<string, { query: string; parts: string[] }> = {
    'commands, fields, keywords, texts': {
      query: 'filter level = "ERROR" and @message like "a | b"',
      parts: [
        ...['command filter', 'field level', 'sign =', 'text "ERROR"', 'keyword and', 'field @message'],
        ...['keyword like', 'text "a | b"'],
      ],
    },
    'functions and lengths of time': {
      query: 'stats pct(durationMs, 95) by bin(5m)',
      parts: [
        ...['command stats', 'function pct', 'sign (', 'field durationMs', 'sign ,', 'number 95', 'sign )'],
        ...['keyword by', 'function bin', 'sign (', 'number 5m', 'sign )'],
      ],
    },
    'a pattern, with bars and slashes in it': {
      query: 'filter route like /^\\/api|x/ | limit 5',
      parts: [
        ...['command filter', 'field route', 'keyword like', 'pattern /^\\/api|x/', 'pipe |'],
        ...['command limit', 'number 5'],
      ],
    },
    'a slash that divides': {
      query: 'stats sum(floor(status / 500)) / count(*)',
      parts: [
        ...['command stats', 'function sum', 'sign (', 'function floor', 'sign (', 'field status', 'sign /'],
        ...['number 500', 'sign )', 'sign )', 'sign /', 'function count', 'sign (', 'sign *', 'sign )'],
      ],
    },
    'the pattern of a parse': {
      query: 'parse @message /id=(?<id>\\w+)/',
      parts: ['command parse', 'field @message', 'pattern /id=(?<id>\\w+)/'],
    },
    'a comment': { query: '# all | of them\nlimit 3', parts: ['comment # all | of them', 'command limit', 'number 3'] },
    'a text that is not closed': { query: 'filter a = "b', parts: ['command filter', 'field a', 'sign =', 'text "b'] },
  };
  it.each(Object.entries(cases))('%s', (_, { query, parts }) => {
    expect(kindsOf(query)).toEqual(parts);
  });

  it('and loses nothing of it, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a1 |"\'/\\`#(),=~@.\nlike 😀') }), (text) => {
        expect(
          queryTokens(text)
            .map((token) => token.text)
            .join(''),
        ).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it.each(QUERIES)('into the commands that “$title” has', ({ query }) => {
    expect(queryCommands(query).map(({ text }) => text)).toEqual(query.split('\n| '));
  });
});
