import type { DeploymentOverview } from '../../../../functions/ops/responses.ts';

/** A moment at which requests went to another release: at which (epoch ms), which, and the deployment. */
export type ReleaseMark = { at: number; label: string; deploymentId: string };

type Range = { start: number; end: number };

function marksOf({ id, version, steps }: DeploymentOverview): ReleaseMark[] {
  return steps.flatMap(({ name, status, startedAt, endedAt }) => {
    if (name === 'rollback') return [{ at: Date.parse(startedAt), label: `${version} rolled back`, deploymentId: id }];
    if (name !== 'deploy' || status !== 'succeeded' || endedAt === undefined) return [];
    return [{ at: Date.parse(endedAt), label: version, deploymentId: id }];
  });
}

/** When releases began to serve, and when they were rolled back, within a range (epoch ms), oldest first. */
export function releaseMarks(deployments: readonly DeploymentOverview[], { start, end }: Range): ReleaseMark[] {
  return deployments
    .flatMap(marksOf)
    .filter(({ at }) => at >= start && at < end)
    .sort((a, b) => a.at - b.at);
}

/** The marks that fall into each period of a chart: `times` are the periods' starts in epoch seconds, `period` is in seconds. */
export function marksByPeriod(
  marks: readonly ReleaseMark[],
  times: readonly number[],
  period: number,
): ReadonlyMap<number, readonly ReleaseMark[]> {
  const first = times[0] ?? 0;
  return Map.groupBy(marks, ({ at }) => Math.floor((at / 1000 - first) / period));
}
