import { describe, expect, it } from 'vitest';
import { lookedAt, salesProgress } from '../../../functions/sales-rollup/progress.ts';

const NOW = Date.parse('2026-06-02T12:20:00Z');
const BEGINNING = { next: '2026-06-01T12', open: {} };
const DUE = { due: NOW, final: true };

describe('the progress that was written down', () => {
  it('is gone on with', () => {
    const progress = { next: '2026-05-01T00', open: { '2026-04-30T23': DUE } };
    expect(salesProgress(JSON.stringify(progress), NOW)).toEqual(progress);
  });

  it.each([
    ['nothing', undefined],
    ['no JSON', 'nonsense'],
    ['another thing', '7'],
    ['an hour that is none', '{"next":"12:20","open":{}}'],
    ['an open hour without a time', '{"next":"2026-05-01T00","open":{"2026-04-30T23":{}}}'],
  ])('begins a day ago when it is %s', (_, text) => {
    expect(salesProgress(text, NOW)).toEqual(BEGINNING);
  });
});

describe('an hour that was looked at', () => {
  it.each([
    ['is passed when it is closed', '2026-06-01T12', undefined, { next: '2026-06-01T13', open: {} }],
    [
      'is passed and remembered when it is open',
      '2026-06-01T12',
      DUE,
      { next: '2026-06-01T13', open: { '2026-06-01T12': DUE } },
    ],
  ])('%s', (_, hour, found, then) => {
    expect(lookedAt(BEGINNING, hour, found)).toEqual(then);
  });

  it('of those before is forgotten when it is closed, and the others are not', () => {
    const open = { '2026-05-31T01': DUE, '2026-05-31T02': DUE };
    expect(lookedAt({ ...BEGINNING, open }, '2026-05-31T01', undefined)).toEqual({
      ...BEGINNING,
      open: { '2026-05-31T02': DUE },
    });
  });
});
