/** How a new release takes over the requests of a stage. */
export type ReleaseSettings = {
  /** Share of the requests that the new release gets first, in percent; 100 gives it all of them at once. */
  readonly canaryPercent: number;
  /** How long it keeps that share before it gets the rest, in minutes. */
  readonly canaryMinutes: number;
  /** How long alarms, error rate and latency are watched once it has all requests, in minutes. */
  readonly bakeMinutes: number;
};

/** What is decided about a stage; the same for everybody who deploys it. */
export type StageSettings = {
  /** Whether the stage is production: protected against removal, its data retained. */
  readonly production: boolean;
  readonly release: ReleaseSettings;
};
