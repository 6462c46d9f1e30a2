import { metric } from '../metric-query.ts';
import { JOB_IDS } from '../resources.ts';
import type { AlarmDefinition } from './alarm-definition.ts';

/** A job as people see it: what it is called, how often it runs, and what is missed without it. */
type WatchedJob = {
  readonly title: string;
  readonly notices: string;
  /** Minutes from one run to the next, as functions/manifest.ts schedules it. */
  readonly every: number;
  /** Minutes within which one run at least must succeed. */
  readonly within: number;
  readonly provenBy: AlarmDefinition['provenBy'];
};

/** What runs by the clock and must succeed: the jobs, and what tells people of incidents. */
const WATCHED_IDS = [...JOB_IDS, 'dispatch'] as const;
type WatchedId = (typeof WATCHED_IDS)[number];

const WATCHED: Readonly<Record<WatchedId, WatchedJob>> = {
  'sales-rollup': {
    title: 'Sales roll-up',
    notices: 'Shoppers notice nothing; the sales of the last hours are missing in the statistics.',
    every: 15,
    within: 25,
    provenBy: [],
  },
  'activity-rollup': {
    title: 'Activity roll-up',
    notices: 'Shoppers notice nothing; the visits of the last hours are missing in the statistics.',
    every: 60,
    within: 75,
    provenBy: [],
  },
  'order-progress': {
    title: 'Order progress',
    notices: 'Invoices that were paid, and parcels that arrived, do not show in the shoppers’ orders.',
    every: 5,
    within: 15,
    provenBy: ['schedule-stopped', 'job-stuck'],
  },
  'ledger-audit': {
    title: 'Ledger audit',
    notices: 'Shoppers notice nothing; store credit that is wrong would not be found.',
    every: 60,
    within: 75,
    provenBy: [],
  },
  'sla-report': {
    title: 'SLA report',
    notices: 'Shoppers notice nothing; whether the objectives were kept is not told.',
    every: 60,
    within: 75,
    provenBy: [],
  },
  dispatch: {
    title: 'Dispatch of notifications',
    notices: 'Nothing by itself; but warnings, escalations and repeated attempts wait that should be sent.',
    every: 1,
    within: 15,
    provenBy: [],
  },
};

/** How often each of them runs, in minutes. */
export const JOB_MINUTES: Readonly<Record<string, number>> = Object.fromEntries(
  WATCHED_IDS.map((id) => [id, WATCHED[id].every]),
);

const UNDRILLED = 'It differs from the alarm on order progress in its function and its time alone.';

/**
 * A job has not succeeded for longer than from one run to the next: every run failed in all of its attempts, or there was none.
 * AWS/Lambda has Errors of 0 for a run that succeeds and 1 for one that fails, so that the minimum is 0 if any of them
 * succeeded; a time without a run is filled with 1, as a schedule that stands still is as bad as runs that fail. Only where none
 * came before (REPEAT has nothing to repeat) there is no datapoint: a new stage's jobs have yet to run.
 */
function jobFailed(id: WatchedId): AlarmDefinition {
  const { title, notices, within, provenBy } = WATCHED[id];
  return {
    id: `job-failed-${id}`,
    title: `Job failed or missed: ${title}`,
    severity: 'warning',
    category: 'service',
    group: id === 'dispatch' ? 'notification' : 'jobs',
    notices,
    promiseMinutes: within + 2,
    runbook: 'job-failed.md',
    provenBy,
    ...(provenBy.length === 0 && { undrilled: UNDRILLED }),
    missingDataReason:
      'A time without a run is filled; only where none is known at all, before the first or long after the last, the state stays as it is.',
    lowTraffic: {
      none: 'The same as ever: the job runs by the clock, whether anybody shops or not.',
      one: 'The same as ever: the job runs by the clock, whether anybody shops or not.',
      ten: 'The same as ever: the job runs by the clock, whether anybody shops or not.',
    },
    metrics: [
      { id: 'failed', expression: 'IF(FILL(errors, REPEAT) >= 0, FILL(errors, 1), 1)', label: 'No run succeeded' },
      {
        id: 'errors',
        metric: metric('functionErrors', { FunctionName: { resource: 'function', id } }),
        stat: 'Minimum',
        returnData: false,
      },
    ],
    period: 60 * within,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    threshold: 1,
    comparisonOperator: 'GreaterThanOrEqualToThreshold',
    treatMissingData: 'ignore',
  };
}

/** On what tells people of incidents: by itself it would be told by nobody. */
export const DISPATCH_ALARM: AlarmDefinition = jobFailed('dispatch');

/** An alarm for each of them. */
export const JOB_ALARMS: readonly AlarmDefinition[] = [...JOB_IDS.map(jobFailed), DISPATCH_ALARM];
