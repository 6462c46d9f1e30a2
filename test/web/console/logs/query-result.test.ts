import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { QueryResult } from '../../../../web/src/console/logs/query-result.tsx';

const END = Date.UTC(2026, 10, 21, 12);

/** What the page shows of rows that a query has found. */
function shown(rows: Record<string, string>[]): string {
  const statistics = { recordsMatched: rows.length, recordsScanned: 10, bytesScanned: 1_000 };
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const found = {
    started: { id: 'one', start: END - 3_600_000, end: END },
    results: { status: 'Complete' as const, fields, rows, statistics, dollars: 0 },
  };
  const look = new URLSearchParams();
  return renderToString(
    h(QueryResult, { query: 'fields a', found, histogram: undefined, stale: false, look, onZoom: () => {} }),
  );
}

test.each<[sentence: string, rows: Record<string, string>[], said: string]>([
  ['no line at all', [], 'No log line of this time fits the query.'],
  ['one line without any of the fields', [{ '@ptr': 'x' }], 'No line has these fields'],
  ['lines without any of the fields', [{ '@ptr': 'x' }, { '@ptr': 'y' }], 'No line has these fields'],
])('%s: it is said what that means, and nothing is listed', (_, rows, said) => {
  const html = shown(rows);
  expect(html).toContain(said);
  expect(html).not.toContain('<ol');
});

test('lines of which some have a field are listed', () => {
  const html = shown([{ '@ptr': 'x' }, { '@ptr': 'y', a: 'here' }]);
  expect(html).toContain('here');
  expect(html).not.toContain('No line has');
});
