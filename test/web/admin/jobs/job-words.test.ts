import { expect, test } from 'vitest';
import { FUNCTIONS } from '../../../../functions/manifest.ts';
import { JOB_IDS } from '../../../../monitoring/resources.ts';
import { JOB_WORDS, scheduleWords } from '../../../../web/src/admin/jobs/job-words.ts';

test('every job’s schedule can be said', () => {
  for (const job of JOB_IDS) {
    const { source } = FUNCTIONS[job];
    expect(JOB_WORDS[job].name).not.toBe('');
    expect(scheduleWords(source?.type === 'schedule' ? source.rate : '')).toMatch(/^every /);
  }
});

test.each([
  ['rate(1 hour)', 'every hour'],
  ['rate(15 minutes)', 'every 15 minutes'],
  ['cron(0 3 * * ? *)', 'cron(0 3 * * ? *)'],
])('%s is %s', (schedule, words) => {
  expect(scheduleWords(schedule)).toBe(words);
});
