import type { Deployment } from '../../functions/lib/deployments/deployment.ts';
import type { ReleaseSettings } from '../../settings/stage-settings.ts';
import type { Silence } from '../silence/silence.ts';
import type { Checkout } from './checkout.ts';
import type { DeploymentRecord } from './deployment-record.ts';
import type { DeploymentLock } from './lock.ts';
import type { Progress } from './progress.ts';
import type { ReleaseCommands } from './release-commands.ts';
import type { Reporter } from './reporter.ts';
import type { Target } from './target.ts';
import type { Verification } from './verification.ts';

/** What is verified: before requests, while the release has a share of them, once it has all, and on the way back. */
export type Verifications = Readonly<Record<'newVersions' | 'canary' | 'release' | 'rollback', Verification>>;

/** All that a deployment works with. */
export type DeploymentPorts = {
  readonly target: Target;
  readonly reporter: Reporter;
  readonly lock: DeploymentLock;
  readonly checkoutOf: (deploymentId: string) => Checkout;
  /** Undefined when the checkout is installed, tested and built already. */
  readonly commands?: ReleaseCommands;
  readonly verifications: Verifications;
  /** Mutes alarms from the first shift of requests to the end. */
  readonly silence: Pick<Silence, 'begin' | 'end'>;
  readonly progress: Progress;
  /** Aborts when the operator wants to stop. */
  readonly interruption: AbortSignal;
  /** Deployments of the stage whose records say that they run. */
  readonly unended: () => Promise<readonly Deployment[]>;
  /** The month's bill that the definitions in a release's folder give, in US dollars; undefined when they give none. */
  readonly monthlyCost: (folder: string) => Promise<number | undefined>;
  /** Real time in epoch milliseconds: a stage's clock may stand still, or run. */
  readonly wallClock: () => number;
  /** Lets so many milliseconds of real time pass. */
  readonly pause: (milliseconds: number) => Promise<void>;
};

/** What is deployed, and by whom. */
export type DeploymentRequest = {
  readonly stage: string;
  readonly commit: string;
  readonly version: string;
  /** Pseudonym of whoever deploys. */
  readonly actor: string;
  readonly settings: ReleaseSettings;
};

/** A deployment while it runs. */
export type DeploymentRun = DeploymentPorts & {
  readonly checkout: Checkout;
  readonly request: DeploymentRequest;
  readonly record: DeploymentRecord;
  /** Epoch milliseconds of the stage's clock. */
  readonly now: () => Promise<number>;
  /** That of the stage's clock, as its target tells it. */
  readonly pace: number | undefined;
  /** Aborts when it must stop, for whatever reason. */
  readonly signal: AbortSignal;
  /** Aborts when the stage is another deployment's by now, to which even the way back is left. */
  readonly lost: AbortSignal;
};
