import type { LEASE_KINDS } from '../../functions/lib/entities/deployment-lock.ts';
import type { LiveRelease } from './target.ts';

/** Who deploys a stage, or restores its table. */
export type Lease = {
  /** What the stage is held for: a deployment unless it says otherwise. */
  readonly kind?: (typeof LEASE_KINDS)[number];
  readonly deploymentId: string;
  /** The commit that is deployed; SHA-256 of the backup that is restored. */
  readonly commit: string;
  /** Pseudonym of whoever deploys; of whoever restores nobody knows it. */
  readonly actor: string;
  /** When it took the lease: epoch milliseconds of real time. */
  readonly since: number;
  /** What served before, once the deployment has begun to change the stage: where to go back to. */
  readonly previous?: LiveRelease;
};

/** What came of asking for the lease. An abandoned one was held by a deployment that died. */
export type Taking =
  | { readonly taken: true; readonly abandoned?: Lease }
  | { readonly taken: false; readonly holder: Lease };

/** Lets one deployment or restore of a stage run at a time: a lease that its holder must keep up, in real time. */
export interface DeploymentLock {
  /** Who holds it now, if anybody does. */
  holder(): Promise<Lease | undefined>;
  take(lease: Lease): Promise<Taking>;
  /** Prolongs it; false when it is another's by now. */
  keep(): Promise<boolean>;
  /** Whether it was prolonged so lately, by this machine's clock, that it cannot be another's: not after the machine slept. */
  isSure(): boolean;
  /** Notes where to go back to, in case this deployment dies; false when the lease is another's by now. */
  begin(previous: LiveRelease): Promise<boolean>;
  /** Notes that there is nothing to go back from any more; false when the lease is another's by now. */
  settle(): Promise<boolean>;
  /** Ends it. Where to go back to stays noted for the next deployment, unless that is settled. */
  giveBack(): Promise<void>;
}
