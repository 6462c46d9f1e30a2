import { describe, expect, it } from 'vitest';
import { histogram, histogramQuery, insightsTime } from '../../../../web/src/console/logs/histogram.ts';

const MINUTE = 60_000;
const NOON = Date.parse('2026-06-01T12:00:00Z');
const HOUR = { start: NOON - 60 * MINUTE, end: NOON };

describe('the query of a histogram', () => {
  const cases: Record<string, { query: string; counts: string | undefined }> = {
    'chooses the same lines, whatever their order and number': {
      query: 'fields @timestamp, message\n| filter level = "ERROR"\n| sort @timestamp desc\n| limit 5',
      counts: 'filter level = "ERROR"\n| stats count(*) as lines by bin(1m) as time',
    },
    'keeps what a filter looks at': {
      query: 'fields durationMs / 1000 as seconds | parse @message "id=*" as id | filter seconds > 1 and id = "a|b"',
      counts:
        'fields durationMs / 1000 as seconds\n| parse @message "id=*" as id\n| filter seconds > 1 and id = "a|b"\n| stats count(*) as lines by bin(1m) as time',
    },
    'keeps where, which is filter': {
      query: 'where status = 500 | sort status',
      counts: 'where status = 500\n| stats count(*) as lines by bin(1m) as time',
    },
    'of everything is a count of everything': { query: '', counts: 'stats count(*) as lines by bin(1m) as time' },
    'is none where the query counts itself': { query: 'stats count(*) by level', counts: undefined },
    'is none where lines become something else': { query: 'filter a = 1 | pattern @message', counts: undefined },
  };
  it.each(Object.entries(cases))('%s', (_, { query, counts }) => {
    expect(histogramQuery(query, HOUR)).toBe(counts);
  });

  it.each([
    [15, '15s'],
    [60, '1m'],
    [180, '5m'],
    [1_440, '30m'],
    [20_160, '6h'],
  ])('of %i minutes has bars of %s', (minutes, bin) => {
    expect(histogramQuery('', { start: NOON - minutes * MINUTE, end: NOON })).toContain(`bin(${bin})`);
  });
});

describe('a histogram', () => {
  it('has a bar for each step of the range, those without a line as well', () => {
    const counts = [[insightsTime('2026-06-01 11:30:00.000'), 4] as const, [NOON - 30_000, 1] as const];
    const { step, bars } = histogram(counts, HOUR);
    expect(step).toBe(MINUTE);
    expect(bars).toHaveLength(60);
    expect(bars.filter(({ lines }) => lines > 0)).toEqual([
      { at: NOON - 30 * MINUTE, lines: 4 },
      { at: NOON - MINUTE, lines: 1 },
    ]);
  });

  it('leaves out what is not within the range', () => {
    const { bars } = histogram([[NOON + 10 * MINUTE, 3]], HOUR);
    expect(bars.every(({ lines }) => lines === 0)).toBe(true);
  });
});

it('only a time as Logs Insights writes it is one', () => {
  expect(insightsTime('2026-06-01 12:00:00.000')).toBe(NOON);
  expect(insightsTime('2026-06-01')).toBeNaN();
});
