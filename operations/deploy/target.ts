import type { FunctionId } from '../../monitoring/resources.ts';
import type { AwsAccess } from '../aws-access.ts';
import type { Place } from '../place.ts';

/** The Lambda version of each function that there is in a release: one may have more functions than the one before. */
export type FunctionVersions = Readonly<Partial<Record<FunctionId, string>>>;

/** A commit that is checked out and built in a folder of its own: `dist/functions`, `web/dist`. */
export type Release = { readonly commit: string; readonly version: string; readonly folder: string };

/** What serves a stage now. */
export type LiveRelease = {
  readonly version: string;
  readonly functionVersions: FunctionVersions;
  readonly siteUrl: string;
};

/** A release that is in place, without requests yet. */
export type Provisioned = {
  readonly functionVersions: FunctionVersions;
  readonly siteUrl: string;
  readonly bundleBytes: number;
};

/** What a deployment would do to one resource. */
export type Change = {
  readonly action: 'add' | 'change' | 'remove';
  readonly type: string;
  readonly name: string;
  /** Of a function that only says that it is of another release: its code and settings stay. */
  readonly versionAlone?: true;
};

export type Work = {
  /** Told what goes on, a line at a time. */
  readonly progress: (line: string) => void;
  /** Aborts when the operator wants to stop; the work then ends at the next point where nothing is half done, and rejects. */
  readonly signal: AbortSignal;
};

/** Resolves while a stage may be changed. */
export type Fence = () => Promise<void>;

/** A stage that can be deployed to. Each method rejects with an OperatorError when the operator can mend the cause. */
export interface Target {
  readonly place: Place;
  readonly access: AwsAccess;
  /** Epoch milliseconds of the stage's clock. */
  now(): Promise<number>;
  /** Milliseconds of the stage's clock that pass in one of real time; undefined where it moves only when it is told to. */
  pace(): Promise<number | undefined>;
  /** Resolves when so many milliseconds of the stage's clock have passed; rejects when the signal aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Why nothing can be deployed there now: a sentence each, with what to do. */
  faults(): Promise<readonly string[]>;
  /** Undefined before the first deployment. */
  live(): Promise<LiveRelease | undefined>;
  /** Whether a release that served is still there to go back to. */
  isThere(release: LiveRelease): Promise<boolean>;
  /** What deploying the release would do. */
  plan(release: Release, work: Work): Promise<readonly Change[]>;
  /** Brings resources, site and code of the release into place; every function has a new version, which gets no request yet. */
  provision(release: Release, work: Work): Promise<Provisioned>;
  /**
   * Gives the versions that share of the requests, 0 to 1; at 1 they are what serves. What served before keeps the rest.
   * `fence` is asked right before each change, which is not made when it rejects.
   */
  shift(versions: FunctionVersions, share: number, fence?: Fence): Promise<void>;
  /** Brings back all of a release but its functions, which `shift` has brought back before. */
  restore(release: LiveRelease, work: Work): Promise<void>;
}
