import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { EvidencePoint } from '../../../functions/ops/alarm-responses.ts';
import { decidingPoints, limitWords, pointWords } from '../../../web/src/console/alarms/deciding-points.ts';
import { runbookSummary } from '../../../web/src/console/alarms/runbook-summary.ts';
import { parseMarkdown } from '../../../web/src/console/runbook/parse-markdown.ts';

const RUNBOOKS = 'monitoring/runbooks';

describe('the datapoints that decided', () => {
  test('are shown newest first, and so many at most', () => {
    const points = Array.from({ length: 30 }, (_, value): EvidencePoint => ({ value, breaching: false }));
    const shown = decidingPoints(points);
    expect(shown.map(({ value }) => value)).toEqual([29, 28, 27, 26, 25, 24, 23, 22, 21, 20]);
    expect(new Set(shown.map(({ key }) => key)).size).toBe(shown.length);
  });

  const cases: Record<string, [EvidencePoint, string, string]> = {
    'a value against a threshold': [{ value: 7.5, threshold: 5, breaching: true }, '7.5', '5'],
    'a value against a band': [{ value: 7, lower: 1, upper: 5, breaching: true }, '7', '1 to 5'],
    'a value against one end of a band': [{ value: 0, lower: 1, breaching: true }, '0', '1'],
    'a period without data': [{ breaching: true }, 'no data', '–'],
  };
  test.each(Object.entries(cases))('%s', (_, [point, value, limit]) => {
    expect([pointWords(point), limitWords(point)]).toEqual([value, limit]);
  });
});

test.each(readdirSync(RUNBOOKS))('%s says first what its alarm means and where to look', (file) => {
  const summary = runbookSummary(parseMarkdown(readFileSync(`${RUNBOOKS}/${file}`, 'utf8')));
  const begins = summary.map((block) => (block.type === 'paragraph' ? block.content[0]?.text : undefined));
  expect(begins).toEqual(['Meaning.', 'First look.']);
});
