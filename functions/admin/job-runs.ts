import { JOB_IDS, type JobId } from '../../monitoring/resources.ts';
import { type JobRun, jobRuns } from '../lib/entities/job-run.ts';
import { FUNCTIONS } from '../manifest.ts';

/** A run of a job as the API shows it: times ISO 8601, its duration in milliseconds. */
export type RunView = {
  readonly id: string;
  readonly status: JobRun['status'];
  readonly startedAt: string;
  readonly durationMs: number | null;
  readonly processed: number | null;
  readonly error: string | null;
};

/** A job, when it runs, and its latest runs, newest first. */
export type JobView = { readonly job: JobId; readonly schedule: string; readonly runs: readonly RunView[] };

const LATEST = 20;

function runView({ id, status, startedAt, durationMs, processed, error }: JobRun): RunView {
  return {
    ...{ id, status, startedAt: new Date(startedAt).toISOString() },
    durationMs: durationMs ?? null,
    processed: processed ?? null,
    error: error ?? null,
  };
}

function scheduleOf(job: JobId): string {
  const { source } = FUNCTIONS[job];
  return source?.type === 'schedule' ? source.rate : '';
}

async function jobView(job: JobId): Promise<JobView> {
  const { data } = await jobRuns().query.byJob({ job }).go({ order: 'desc', limit: LATEST });
  return { job, schedule: scheduleOf(job), runs: data.map(runView) };
}

/** Every job with its latest runs. */
export function latestJobRuns(): Promise<JobView[]> {
  return Promise.all(JOB_IDS.map(jobView));
}
