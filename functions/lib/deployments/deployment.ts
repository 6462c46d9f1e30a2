import type { DEPLOYMENT_STEPS } from '../../../monitoring/dimensions.ts';

/** How a deployment stands, or ended. `rolled-back`: its verification failed and the release before it serves again. */
export const DEPLOYMENT_STATUSES = ['running', 'succeeded', 'failed', 'rolled-back', 'interrupted'] as const;
export type DeploymentStatus = (typeof DEPLOYMENT_STATUSES)[number];

export const STEP_STATUSES = ['running', 'succeeded', 'failed', 'skipped', 'interrupted'] as const;
export type StepStatus = (typeof STEP_STATUSES)[number];

/** The steps of a deployment in their order, and the way back, which only some have. */
export type StepName = (typeof DEPLOYMENT_STEPS)[number] | 'rollback';

/** One step; times in epoch milliseconds of the stage's clock. */
export type DeploymentStep = {
  readonly name: StepName;
  readonly status: StepStatus;
  readonly startedAt: number;
  readonly endedAt?: number;
  /** One sentence without output of commands, which may hold anything. */
  readonly error?: string;
};

/** One thing that was verified: what, and what came of it in a sentence. */
export type DeploymentCheck = {
  readonly name: string;
  /** The step that made it: `deploy` before any request reached the release, `verify` after, `rollback` on the way back. */
  readonly step: 'deploy' | 'verify' | 'rollback';
  readonly status: 'passed' | 'failed';
  readonly detail: string;
  readonly startedAt: number;
  readonly endedAt: number;
};

/** The Lambda version of each function, by function id. */
export type FunctionVersionsById = Readonly<Record<string, string>>;

/** All that is known of one deployment: what the table keeps, the console shows and telemetry tells. */
export type Deployment = {
  /** `dep_` and a ULID. */
  readonly id: string;
  readonly stage: string;
  /** The whole hash, and the release that functions report: its first twelve digits. */
  readonly commit: string;
  readonly version: string;
  /** The release that served before, if one did. */
  readonly previousVersion?: string;
  /** Pseudonym of whoever deployed. */
  readonly actor: string;
  readonly status: DeploymentStatus;
  readonly startedAt: number;
  readonly endedAt?: number;
  /** When it last said that it still runs. */
  readonly heartbeatAt: number;
  /** Until when it is to be believed that it runs, unless it is heard of again; absent where nobody can say. */
  readonly believedUntil?: number;
  readonly traceId: string;
  readonly steps: readonly DeploymentStep[];
  readonly checks: readonly DeploymentCheck[];
  /** Why it did not succeed, one sentence. */
  readonly error?: string;
  /** Size of all functions' bundles, in bytes. */
  readonly bundleBytes?: number;
  /** The month's bill that the definitions of this release give, in US dollars. */
  readonly monthlyCost?: number;
  /** Those of this release. */
  readonly functionVersions?: FunctionVersionsById;
};
