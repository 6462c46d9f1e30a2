import { expect, it } from 'vitest';
import { tally } from '../../../functions/lib/slos/tally.ts';
import { reportNotice } from '../../../functions/sla-report/report-notice.ts';

const TIME = { from: 0, to: 604_800_000, timeZone: 'UTC', writtenAt: 604_800_000 };

/** The line about an objective of 99.9 % of which so many of a million events failed. */
function line(failed: number): string | undefined {
  const objective = { objective: 0.999 };
  const facts = { id: 'availability', title: 'Availability', promise: '', events: 'requests' } as const;
  const objectives = [{ ...facts, ...objective, ...tally(objective, [{ failed, total: 1_000_000 }]), violations: [] }];
  const report = { ...TIME, id: '1970-01-01-week', kind: 'week', objectives } as const;
  return reportNotice(report, new URL('https://shop.example')).text.split('\n')[0];
}

it.each([
  ['all good', 0, '100 % of 99.9 %, kept; 0 %'],
  ['one bad one is not all good', 1, '99.999 % of 99.9 %, kept; 0 %'],
  ['as many as may be', 1_000, '99.9 % of 99.9 %, kept; 100 %'],
  ['one too many', 1_001, '99.899 % of 99.9 %, NOT KEPT; 101 %'],
])('%s: is told so that it cannot be taken for more', (_name, failed, words) => {
  expect(line(failed)).toBe(`Availability: ${words} of the error budget used.`);
});
