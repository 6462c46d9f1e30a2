import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { EvidencePoint } from '../../../functions/ops/alarm-responses.ts';
import type { Alarm } from '../../../functions/ops/responses.ts';
import { alarmsWith } from '../../../web/src/console/alarms/alarms-with.ts';
import { decidingPoints, limitWords, pointWords } from '../../../web/src/console/alarms/deciding-points.ts';
import { historyWords } from '../../../web/src/console/alarms/history-words.ts';
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

describe('alarms are found', () => {
  const alarm = (title: string, state: Alarm['state'], severity: Alarm['severity']): Alarm => ({
    ...{ name: title, title, notices: '', state, reason: '', since: '', severity, category: 'service', group: 'shop' },
    ...{ condition: '', actionsEnabled: true, type: 'metric', acting: true },
  });
  const all = [alarm('Table errors', 'ALARM', 'critical'), alarm('Low stock', 'OK', 'warning')];
  const cases: Record<string, [text: string, titles: string[]]> = {
    'all of them without a word': ['  ', ['Table errors', 'Low stock']],
    'by a part of their title': ['STOCK', ['Low stock']],
    'by their state': ['in alarm', ['Table errors']],
    'by what they have in common': ['service', ['Table errors', 'Low stock']],
    'by all words together': ['table warning', []],
  };
  test.each(Object.entries(cases))('%s', (_, [text, titles]) => {
    expect(alarmsWith(text, all).map(({ title }) => title)).toEqual(titles);
  });
});

describe('what happened to an alarm', () => {
  const ALARMS = [{ name: 'smallcart-prod-table-errors', title: 'Table errors' }];
  const ARN = 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:smallcart-prod-table-errors';
  const cases: Record<string, [summary: string, reason: string | undefined, words: string]> = {
    'of a composite names the other alarm': [
      'Alarm updated from OK to ALARM',
      `${ARN} transitioned to ALARM at Saturday 21 November, 2026 20:26:00 UTC`,
      'Table errors transitioned to ALARM at Saturday 21 November, 2026 20:26:00 UTC',
    ],
    'tells whom it told': [
      'Successfully executed action arn:aws:sns:us-east-1:123456789012:smallcart-prod-critical',
      undefined,
      'Told smallcart-prod-critical.',
    ],
    'tells whom it could not tell': [
      'Failed to execute action arn:aws:sns:us-east-1:123456789012:smallcart-prod-critical. Received error: "No."',
      undefined,
      'Could not tell smallcart-prod-critical.',
    ],
    'else is as CloudWatch says it': ['Alarm "x" created', undefined, 'Alarm "x" created'],
  };
  test.each(Object.entries(cases))('%s', (_, [summary, reason, words]) => {
    expect(historyWords({ summary, ...(reason !== undefined && { reason }) }, ALARMS)).toBe(words);
  });
});

test.each(readdirSync(RUNBOOKS))('%s says first what its alarm means and where to look', (file) => {
  const summary = runbookSummary(parseMarkdown(readFileSync(`${RUNBOOKS}/${file}`, 'utf8')));
  const begins = summary.map((block) => (block.type === 'paragraph' ? block.content[0]?.text : undefined));
  expect(begins).toEqual(['Meaning.', 'First look.']);
});
