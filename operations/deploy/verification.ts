import type { DeploymentCheck } from '../../functions/lib/deployments/deployment.ts';
import type { ReleaseSettings } from '../../settings/stage-settings.ts';
import type { FunctionVersions, Target } from './target.ts';

/** What is verified, and how to reach it. */
export type VerificationContext = {
  readonly target: Target;
  readonly siteUrl: string;
  /** What the release must say that it is. */
  readonly version: string;
  readonly functionVersions: FunctionVersions;
  readonly settings: ReleaseSettings;
  /** When the deployment began, epoch milliseconds of the stage's clock. */
  readonly startedAt: number;
  readonly signal: AbortSignal;
};

/** Yields each check as it ends; the first that failed is the last. Rejects only when the signal aborts. */
export type Verification = (context: VerificationContext) => AsyncIterable<Omit<DeploymentCheck, 'step'>>;
