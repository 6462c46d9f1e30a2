import type { JobView, RunView } from '../../../../functions/admin/job-runs.ts';
import type { Tone } from '../../ui/badge.tsx';

/** What jobs are called, and what they are for. */
export const JOB_WORDS: Readonly<Record<JobView['job'], { name: string; purpose: string }>> = {
  'sales-rollup': { name: 'Sales roll-up', purpose: 'Adds up what was sold in each hour, for the statistics.' },
  'activity-rollup': { name: 'Activity roll-up', purpose: 'Adds up what people did in each hour, for the statistics.' },
  'order-progress': {
    name: 'Order progress',
    purpose: 'Asks for transfers and parcels, moves orders on, and cancels what was never paid.',
  },
  'ledger-audit': { name: 'Ledger audit', purpose: 'Checks that every wallet’s ledger sums to its balance.' },
  'sla-report': { name: 'SLA report', purpose: 'Tells of each week and month whether the objectives were kept.' },
};

/** How a run stands, in a word. */
export const RUN_WORDS: Readonly<Record<RunView['status'], { tone: Tone; label: string }>> = {
  running: { tone: 'info', label: 'Running' },
  succeeded: { tone: 'good', label: 'Succeeded' },
  failed: { tone: 'bad', label: 'Failed' },
  interrupted: { tone: 'warn', label: 'Interrupted' },
};

/** A schedule expression in words: "rate(15 minutes)" → "every 15 minutes"; any other stands for itself. */
export function scheduleWords(schedule: string): string {
  const match = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule);
  if (match === null) return schedule;
  const [, count, unit] = match;
  return count === '1' ? `every ${unit}` : `every ${count} ${unit}s`;
}
