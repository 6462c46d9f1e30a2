import { describe, expect, it } from 'vitest';
import { groupFields, resultChart } from '../../../../web/src/console/logs/result-chart.ts';

const NOON = Date.parse('2026-06-01T12:00:00Z');
const at = (time: string, more: Record<string, string>) => ({ time: `2026-06-01 ${time}:00.000`, ...more });

describe('what a query groups by', () => {
  it.each([
    ['stats count(*) by status', ['status']],
    [
      'stats count(*) as n by bin(5m) as time, concat(method, " ", route), `a-b`',
      ['time', 'concat(method, " ", route)', 'a-b'],
    ],
    ['stats max(a) as b by c | stats avg(b) by d', ['d']],
    ['stats count(*)', []],
    ['fields @message', undefined],
  ])('%s', (query, fields) => {
    expect(groupFields(query)).toEqual(fields);
  });
});

describe('figures of a query', () => {
  it('over time are lines in the order of time, the largest first', () => {
    const rows = [
      at('12:05', { level: 'INFO', lines: '7' }),
      at('12:00', { level: 'INFO', lines: '5' }),
      at('12:00', { level: 'ERROR', lines: '1' }),
    ];
    const query = 'stats count(*) as lines by bin(5m) as time, level';
    expect(resultChart(query, { fields: ['time', 'level', 'lines'], rows })).toEqual({
      type: 'lines',
      left: 0,
      lines: [
        {
          label: 'INFO',
          points: [
            [NOON, 5],
            [NOON + 300_000, 7],
          ],
        },
        { label: 'ERROR', points: [[NOON, 1]] },
      ],
    });
  });

  it('of groups are bars, also where a group is a number', () => {
    const rows = [
      { status: '200', n: '41' },
      { status: '404', n: '2' },
    ];
    expect(resultChart('stats count(*) as n by status', { fields: ['status', 'n'], rows })).toEqual({
      type: 'bars',
      measure: 'n',
      bars: [
        { label: '200', value: 41 },
        { label: '404', value: 2 },
      ],
    });
  });

  it('more than six lines are too many to be told apart', () => {
    const rows = ['12:00', '12:01'].flatMap((time) =>
      Array.from({ length: 8 }, (_, index) => at(time, { route: `/${index}`, n: `${index}` })),
    );
    const chart = resultChart('stats count(*) as n by bin(1m) as time, route', {
      fields: ['time', 'route', 'n'],
      rows,
    });
    expect(chart).toMatchObject({ left: 2 });
  });

  it('of one time alone are bars', () => {
    const rows = ['INFO', 'ERROR'].map((level, index) => at('12:00', { level, n: `${index}` }));
    const chart = resultChart('stats count(*) as n by bin(5m) as time, level', {
      fields: ['time', 'level', 'n'],
      rows,
    });
    expect(chart).toMatchObject({ type: 'bars', bars: [{ label: 'INFO' }, { label: 'ERROR' }] });
  });

  it.each([
    ['log lines', 'fields status', [{ status: '200' }, { status: '404' }]],
    ['one figure', 'stats count(*) as status', [{ status: '3' }]],
    ['words', 'stats latest(word) as status by route', [{ status: 'a' }, { status: 'b' }]],
  ])('%s are not drawn', (_, query, rows) => {
    expect(resultChart(query, { fields: ['status'], rows })).toBeUndefined();
  });
});
