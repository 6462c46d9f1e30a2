import type { DeploymentOverview, DeploymentStep, StepName, StepStatus } from '../../../../functions/ops/responses.ts';

/** The steps that every deployment has. */
const STEPS = ['install', 'test', 'build', 'deploy', 'verify'] as const satisfies readonly StepName[];

const THINNEST = 0.6;

/** A step as it is drawn: when it began and how long it took, in percent of the deployment; nothing for one that waits. */
export type StepBar = {
  name: StepName;
  status: StepStatus | 'waiting';
  /** Absent while it waits, and for one that was skipped. */
  bar?: { left: number; width: number };
  durationMs?: number;
  error?: string;
};

function bar(step: DeploymentStep, start: number, end: number): StepBar {
  const { name, status, error } = step;
  const told = error === undefined ? {} : { error };
  if (status === 'skipped') return { name, status, ...told };
  const began = Date.parse(step.startedAt);
  const durationMs = Math.max(0, (step.endedAt === undefined ? end : Date.parse(step.endedAt)) - began);
  const percent = (ms: number) => (ms / Math.max(1, end - start)) * 100;
  const left = Math.min(100 - THINNEST, Math.max(0, percent(began - start)));
  const width = Math.min(100 - left, Math.max(THINNEST, percent(durationMs)));
  return { name, status, bar: { left, width }, durationMs, ...told };
}

/** The steps of a deployment over its time, as seen at `now` (epoch ms); of one that runs, those that wait as well. */
export function stepBars({ startedAt, endedAt, status, steps }: DeploymentOverview, now: number): StepBar[] {
  const start = Date.parse(startedAt);
  const end = endedAt === undefined ? Math.max(now, start) : Date.parse(endedAt);
  const begun = steps.map((step) => bar(step, start, end));
  if (status !== 'running' || steps.some(({ name }) => name === 'rollback')) return begun;
  const waiting = STEPS.filter((name) => !steps.some((step) => step.name === name));
  return [...begun, ...waiting.map((name): StepBar => ({ name, status: 'waiting' }))];
}
