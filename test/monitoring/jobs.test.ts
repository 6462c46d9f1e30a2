import { expect, it } from 'vitest';
import { FUNCTIONS } from '../../functions/manifest.ts';
import { JOB_ALARMS, JOB_MINUTES } from '../../monitoring/alarms/jobs.ts';
import { FUNCTION_IDS } from '../../monitoring/resources.ts';

const MINUTES: Readonly<Record<string, number>> = { minute: 1, minutes: 1, hour: 60, hours: 60, day: 1_440 };

it.each(Object.entries(JOB_MINUTES))(
  '%s runs as often as its alarm supposes, and one run fits into its time',
  (id, every) => {
    const source = FUNCTION_IDS.filter((known) => known === id).map((known) => FUNCTIONS[known].source)[0];
    const [, amount, unit = ''] = /(\d+) (\w+)/.exec(source?.type === 'schedule' ? source.rate : '') ?? [];
    expect(every).toBe(Number(amount) * (MINUTES[unit] ?? Number.NaN));
    const alarm = JOB_ALARMS.find((each) => each.id === `job-failed-${id}`);
    expect(alarm?.period).toBeGreaterThan(60 * every);
  },
);
