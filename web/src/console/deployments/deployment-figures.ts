import type { DeploymentOverview, StepName } from '../../../../functions/ops/responses.ts';

const DAY = 86_400_000;

/** The middle of some values; undefined of none. */
function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? half - 1 : half], sorted[half]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

const lasted = ({ startedAt, endedAt }: { startedAt: string; endedAt?: string }): number | undefined =>
  endedAt === undefined ? undefined : Math.max(0, Date.parse(endedAt) - Date.parse(startedAt));

/** How long a step of a deployment took that succeeded in it, in milliseconds. */
export function stepDuration({ steps }: Pick<DeploymentOverview, 'steps'>, name: StepName): number | undefined {
  const step = steps.find((each) => each.name === name && each.status === 'succeeded');
  return step && lasted(step);
}

/** What some deployments come to. */
export type DeploymentFigures = {
  /** Those that have ended. */
  readonly ended: number;
  /** Of them, from 0 to 1; undefined of none. */
  readonly successRate: number | undefined;
  readonly perWeek: number | undefined;
  /** Medians in milliseconds: of all of a deployment that succeeded, and of its steps. */
  readonly duration: number | undefined;
  readonly build: number | undefined;
  readonly deploy: number | undefined;
  /** Milliseconds since the last one that succeeded ended. */
  readonly sinceLast: number | undefined;
};

/** Figures of deployments, the newest first, as seen at `now` (ISO). */
export function deploymentFigures(deployments: readonly DeploymentOverview[], now: string): DeploymentFigures {
  const ended = deployments.filter(({ endedAt }) => endedAt !== undefined);
  const succeeded = ended.filter(({ status }) => status === 'succeeded');
  const first = ended.at(-1);
  const days = first === undefined ? 0 : (Date.parse(now) - Date.parse(first.startedAt)) / DAY;
  const ends = succeeded.flatMap(({ endedAt }) => (endedAt === undefined ? [] : [Date.parse(endedAt)]));
  const middle = (of: (each: DeploymentOverview) => number | undefined) =>
    median(succeeded.flatMap((each) => of(each) ?? []));
  return {
    ended: ended.length,
    successRate: ended.length === 0 ? undefined : succeeded.length / ended.length,
    // Fewer days than a week say little of one.
    perWeek: days < 7 ? undefined : (7 * ended.length) / days,
    duration: middle(lasted),
    build: middle((each) => stepDuration(each, 'build')),
    deploy: middle((each) => stepDuration(each, 'deploy')),
    sinceLast: ends.length === 0 ? undefined : Math.max(0, Date.parse(now) - Math.max(...ends)),
  };
}
