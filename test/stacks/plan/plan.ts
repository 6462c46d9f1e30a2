/** A resource as the program registered it, its inputs resolved. */
export type PlannedResource = {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly retainOnDelete: boolean;
  /** Inputs whose later changes are left alone. */
  readonly ignoreChanges: readonly string[];
  /** The provider that makes it: its URN and id. */
  readonly provider: string;
  /** URNs of the resources that have to be there first. */
  readonly dependencies: readonly string[];
};

/** What sst.config.ts says of the app for a stage. */
export type PlannedApp = {
  readonly name: string;
  readonly home: string;
  readonly removal?: string;
  readonly protect?: boolean;
  readonly providers?: Readonly<Record<string, unknown>>;
};

/** A function that the components asked the CLI to build. */
export type PlannedBuild = { readonly functionID: string; readonly bundle: string; readonly handler: string };

/** All that a deployment of sst.config.ts would register. */
export type Plan = {
  readonly app: PlannedApp;
  readonly resources: readonly PlannedResource[];
  readonly builds: readonly PlannedBuild[];
  readonly outputs: Readonly<Record<string, unknown>>;
};

/** What the planning process is asked for; `root` is where the built artifacts are. */
export type PlanRequest = {
  readonly config: string;
  readonly platform: string;
  readonly root: string;
  readonly stage: string;
  readonly region: string;
  /** What settings/stages.ts says instead of what is in it. */
  readonly stages?: object;
  /** As `sst dev` runs it. */
  readonly dev: boolean;
};
