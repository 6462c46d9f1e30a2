import type { RaisedAlarm } from './raised-alarms.ts';

/** Ordinary days in a shop. */
export type SilencePlan = {
  /** When they begin, virtual epoch milliseconds; a folder in which they already began goes on where it stopped. */
  readonly start: number;
  readonly minutes: number;
  /** Simulated shoppers as `npm start -- --traffic` takes them. */
  readonly traffic: number;
  /** Shoppers come and choose the same each time; at random unless given. */
  readonly seed?: number;
  /** Where the shop's state and how far it is are kept. */
  readonly folder: string;
};

/** What the days were made of. */
export type SilenceCounts = {
  readonly requests: number;
  /** Answered with a status of 400 to 499, and of 500 and more. */
  readonly clientErrors: number;
  readonly serverErrors: number;
  readonly orders: number;
  /** Cards that were declined. */
  readonly declines: number;
  readonly deployments: number;
};

/** What was heard in the days so far; times in virtual epoch milliseconds. */
export type SilenceReport = {
  readonly from: number;
  readonly until: number;
  readonly counts: SilenceCounts;
  /** Alarms that were raised, of whatever severity. */
  readonly raised: readonly RaisedAlarm[];
};

/** Days of which nothing was heard yet. */
export const nothingHeard = (from: number): SilenceReport => ({
  ...{ from, until: from, raised: [] },
  counts: { requests: 0, clientErrors: 0, serverErrors: 0, orders: 0, declines: 0, deployments: 0 },
});

/** The last hour (of the epoch) that had begun before a virtual time: what there was to do in it is done. */
export const lastBegunHour = (time: number): number => Math.ceil(time / 3_600_000) - 1;
