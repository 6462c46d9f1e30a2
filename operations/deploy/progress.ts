import type { DeploymentCheck, StepName } from '../../functions/lib/deployments/deployment.ts';

/** What takes its time: a step of a deployment, or finding out what one would do. */
export type ProgressStep = StepName | 'plan';

/** Tells the operator what goes on. */
export interface Progress {
  /** A step has begun. */
  begin(step: ProgressStep): void;
  /** What the running step does now: a line of a command's output, or of the work's own. */
  line(text: string): void;
  check(check: DeploymentCheck): void;
  end(step: ProgressStep, outcome: StepOutcome): void;
  say(sentence: string): void;
}

/** How a step ended; of a failure also what a command printed last. */
export type StepOutcome =
  | { readonly status: 'succeeded' | 'skipped' }
  | { readonly status: 'failed' | 'interrupted'; readonly error: string; readonly tail: readonly string[] };
