import {
  GetScheduleCommand,
  type GetScheduleCommandOutput,
  ResourceNotFoundException,
} from '@aws-sdk/client-scheduler';
import { jobRunEntity } from '../../../functions/lib/entities/job-run.ts';
import { FUNCTIONS } from '../../../functions/manifest.ts';
import { LIVE_ALIAS, physicalName } from '../../../monitoring/physical-name.ts';
import { FUNCTION_IDS, type FunctionId, JOB_IDS } from '../../../monitoring/resources.ts';
import { openTable } from '../../backup/table-access.ts';
import { type RestoreMark, restoreMark } from '../../restore/restore-mark.ts';
import type { Examination } from '../examination.ts';
import { type Finding, orOk, warning, wrong } from '../finding.ts';
import type { Link } from '../link.ts';

/** A schedule as Scheduler has it, and the newest run that the job itself has kept a record of. */
export type ScheduleFacts = {
  readonly id: FunctionId;
  readonly rate: string;
  readonly schedule:
    | Pick<GetScheduleCommandOutput, 'State' | 'ScheduleExpression' | 'Target' | 'LastModificationDate'>
    | undefined;
  readonly run?:
    | { readonly status: string; readonly startedAt: number; readonly error?: string | undefined }
    | undefined;
};

/** The stage's time, how late a run may be, and when the table was restored, if it was: all in milliseconds. */
type Timing = { readonly now: number; readonly freshness: number; readonly restoredAt?: number | undefined };

const AGAIN = 'Deploy the stage again.';
const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Milliseconds of `rate(15 minutes)`. */
export function intervalOf(rate: string): number {
  const [, amount, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(rate) ?? [];
  return Number(amount) * (UNITS[unit] ?? Number.NaN);
}

function runFindings(
  { id, rate, schedule, run }: ScheduleFacts,
  { now, freshness, restoredAt = 0 }: Timing,
): readonly Finding[] {
  if (!JOB_IDS.some((job) => job === id)) return [];
  if (run?.status === 'failed')
    return [
      warning(
        `The last run of ${id} failed${run.error === undefined ? '' : ` with ${run.error}`}.`,
        'Read the lines of its log group with level ERROR; the next run goes on where this one was.',
      ),
    ];
  // One that has just been enabled again runs an interval later, as a new one does; of what ran before a restoring there
  // may be no record.
  const begun = schedule?.LastModificationDate?.getTime() ?? 0;
  const due = Math.max(run?.startedAt ?? 0, begun, restoredAt) + intervalOf(rate) + freshness;
  if (now <= due) return [];
  const last = run === undefined ? 'has never run' : `ran last at ${new Date(run.startedAt).toISOString()}`;
  return [
    wrong(
      `${id} ${last}, though it is to every ${rate.slice(5, -1)}.`,
      'See whether its function is well (functions).',
    ),
  ];
}

/** What is wrong with a schedule, and with what came of it. */
export function scheduleFindings(facts: ScheduleFacts, timing: Timing): readonly Finding[] {
  const { id, rate, schedule } = facts;
  if (schedule === undefined) return [wrong(`${id} has no schedule: it never runs.`, AGAIN)];
  const { State, ScheduleExpression, Target } = schedule;
  if (State !== 'ENABLED')
    return [wrong(`The schedule of ${id} is ${State}: it does not run.`, 'Enable it in EventBridge Scheduler.')];
  return [
    ...(ScheduleExpression === rate ? [] : [warning(`${id} runs at ${ScheduleExpression} instead of ${rate}.`, AGAIN)]),
    ...(Target?.Arn?.endsWith(`:${LIVE_ALIAS}`)
      ? []
      : [wrong(`The schedule of ${id} invokes another version than the one that serves.`, AGAIN)]),
    ...runFindings(facts, timing),
  ];
}

async function readSchedule({ ask, stage }: Examination, id: FunctionId) {
  try {
    const command = new GetScheduleCommand({ Name: physicalName(stage, id) });
    return await ask('scheduler:GetSchedule', ({ scheduler }) => scheduler.send(command));
  } catch (error) {
    if (error instanceof Error && error.cause instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function newestRun({ askTable }: Examination, id: FunctionId) {
  const job = JOB_IDS.find((each) => each === id);
  if (job === undefined) return undefined;
  const { data } = await askTable((at) => jobRunEntity(at).query.byJob({ job }).go({ order: 'desc', limit: 1 }));
  return data[0];
}

/** When the table was restored, if it was, epoch milliseconds; while it is being restored, in which no job runs, that is now. */
export async function readRestoredAt(
  mark: Pick<RestoreMark, 'unfinished' | 'endedAt'>,
  now: number,
): Promise<number | undefined> {
  return (await mark.unfinished()) === undefined ? mark.endedAt() : now;
}

/** What runs by the clock: whether it is to, and has. The probe's runs are seen by the links logs and metrics. */
export const schedules: Link = {
  name: 'schedules',
  examine: async (examination) => {
    const { now, freshness, place } = examination;
    const restoredAt = await readRestoredAt(restoreMark(openTable(place)), now());
    const findings = await Promise.all(
      FUNCTION_IDS.map(async (id) => {
        const { source } = FUNCTIONS[id];
        if (source?.type !== 'schedule') return undefined;
        const [schedule, run] = await Promise.all([readSchedule(examination, id), newestRun(examination, id)]);
        return scheduleFindings({ id, rate: source.rate, schedule, run }, { now: now(), freshness, restoredAt });
      }),
    );
    const known = findings.filter((each) => each !== undefined);
    return orOk(known.flat(), `All ${known.length} are enabled, and no run is overdue.`);
  },
};
