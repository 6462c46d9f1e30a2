import { expect, test } from 'vitest';
import { FUNCTIONS } from '../../../../functions/manifest.ts';
import { FUNCTION_IDS } from '../../../../monitoring/resources.ts';
import { intervalOf, type ScheduleFacts, scheduleFindings } from '../../../../operations/doctor/links/schedules.ts';

const HOUR = 3_600_000;
const now = Date.UTC(2026, 10, 21, 12);
const timing = { now, freshness: 5 * 60_000 };
const AUDIT: ScheduleFacts = {
  id: 'ledger-audit',
  rate: 'rate(1 hour)',
  schedule: {
    ...{ State: 'ENABLED', ScheduleExpression: 'rate(1 hour)', LastModificationDate: new Date(now - 90 * HOUR) },
    Target: { Arn: 'arn:aws:lambda:eu-west-1:1:function:smallcart-x-ledger-audit:live', RoleArn: 'r' },
  },
  run: { status: 'succeeded', startedAt: now - HOUR },
};
const found = (facts: Partial<ScheduleFacts>) =>
  scheduleFindings({ ...AUDIT, ...facts }, timing).map(({ verdict, seen }) => `${verdict}: ${seen}`);
const scheduled = (change: Partial<NonNullable<ScheduleFacts['schedule']>>) => ({
  schedule: { ...AUDIT.schedule, ...change } as NonNullable<ScheduleFacts['schedule']>,
});

test.each<[string, Partial<ScheduleFacts>]>([
  ['that ran when it was due', {}],
  ['that runs now', { run: { status: 'running', startedAt: now - 1_000 } }],
  ['that is too new to have run', { ...scheduled({ LastModificationDate: new Date(now - HOUR) }), run: undefined }],
  [
    'that was enabled again before it was due',
    {
      ...scheduled({ LastModificationDate: new Date(now - HOUR) }),
      run: { status: 'succeeded', startedAt: now - 9 * HOUR },
    },
  ],
  ['whose runs are no job’s', { id: 'probe', run: undefined }],
])('nothing is amiss of a schedule %s', (_, facts) => {
  expect(found(facts)).toEqual([]);
});

test('a job is not overdue whose records are those of a backup, until its next run after the restoring is', () => {
  const run = { status: 'succeeded', startedAt: now - 90 * HOUR };
  for (const older of [{ run }, { run: undefined }]) {
    const facts = { ...AUDIT, ...older };
    expect(scheduleFindings(facts, { ...timing, restoredAt: now - HOUR })).toEqual([]);
    expect(scheduleFindings(facts, { ...timing, restoredAt: now - 2 * HOUR })).toMatchObject([{ verdict: 'wrong' }]);
  }
});

test.each<[string, Partial<ScheduleFacts>, RegExp]>([
  ['that is not there', { schedule: undefined }, /^wrong: ledger-audit has no schedule/],
  ['that is disabled', scheduled({ State: 'DISABLED' }), /^wrong: .* is DISABLED: it does not run/],
  [
    'of another rate',
    scheduled({ ScheduleExpression: 'rate(1 day)' }),
    /^warning: .*rate\(1 day\) instead of rate\(1 hour\)/,
  ],
  [
    'that invokes past the alias',
    scheduled({ Target: { Arn: 'arn:…:ledger-audit', RoleArn: 'r' } }),
    /^wrong: .*another version/,
  ],
  [
    'that is overdue',
    { run: { status: 'succeeded', startedAt: now - 2 * HOUR } },
    /^wrong: .*ran last at 2026-11-21T10:00.*every 1 hour/,
  ],
  ['that never ran', { run: undefined }, /^wrong: ledger-audit has never run/],
  [
    'whose last run failed',
    { run: { status: 'failed', startedAt: now, error: 'AwsError' } },
    /^warning: .*failed with AwsError/,
  ],
])('a schedule %s is named', (_, facts, seen) => {
  expect(found(facts)).toEqual([expect.stringMatching(seen)]);
});

test('every schedule of the manifest has an interval that is understood', () => {
  const rates = FUNCTION_IDS.flatMap((id) => {
    const { source } = FUNCTIONS[id];
    return source?.type === 'schedule' ? [source.rate] : [];
  });
  expect(rates.length).toBeGreaterThan(0);
  expect(rates.map(intervalOf)).not.toContain(Number.NaN);
  expect(intervalOf('rate(15 minutes)')).toBe(900_000);
});
