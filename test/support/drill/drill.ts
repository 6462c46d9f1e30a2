import type { FaultName } from '../../../monitoring/fault-names.ts';
import type { Tells } from './judge-told.ts';
import type { ProcessorTime } from './processor-time.ts';
import type { Seen } from './watch.ts';

/** A fault that is switched on. */
type Switched = {
  readonly fault: FaultName;
  /** Its settings; its own defaults unless given. */
  readonly settings?: Readonly<Record<string, unknown>>;
};

/** How a fault is put to the test. */
export type Drill = Switched & {
  /** What of the shop it hits, where the fault has several drills. */
  readonly part?: string;
  /** What goes wrong at the same time, so that the fault shows. */
  readonly besides?: Switched;
  /** Ids of what it raises; all that the fault proves unless given. */
  readonly raises?: readonly string[];
  /** Ids of what the fault proves, but in other drills. */
  readonly but?: readonly string[];
  /** Ids of what is over while the fault goes on, as it tells of something that ends. */
  readonly subsides?: readonly string[];
  /** Whether the first contact acknowledges, by the link that was mailed, what they are told first. */
  readonly acknowledged?: boolean;
  /** Of which incidents people are told; of none unless given. */
  readonly tells?: readonly Tells[];
  /** Virtual minutes for which it is on. */
  readonly minutes: number;
  /** So many requests the shop serves in each minute, which shows that a fault that raises nothing does something. */
  readonly serves?: number;
  /** Shoppers who buy in each minute before, during and after; one unless given. */
  readonly buyers?: number;
  /** Shoppers who look at a product in each minute and go; none unless given. */
  readonly lookers?: number;
  /** Shoppers who look at a list of products and go; none unless given. */
  readonly readers?: number;
  /** Whether it begins when jobs that run every quarter of an hour just did: those that ran meanwhile would be missed. */
  readonly afterJobs?: boolean;
  /** Whether nobody comes, as what the fault hits runs by itself. */
  readonly quiet?: boolean;
};

/** What a drill saw; times in virtual epoch milliseconds. */
export type DrillRecord = Seen & {
  readonly drill: Drill;
  /** What happened since the drill before it, or since the shop was opened, that its fault cannot have done. */
  readonly before: Seen;
  /** When the fault was switched on and off. */
  readonly began: number;
  readonly ended: number;
  /** Until when it was watched: until nothing was raised any more, or too long. */
  readonly watchedUntil: number;
  /** Ids of what was in ALARM before, by whatever mistake. */
  readonly raisedBefore: readonly string[];
  /** Requests that the shop served while the fault was on. */
  readonly requests: number;
  /** What the system's process had of the machine meanwhile. */
  readonly processor: ProcessorTime;
  /** Ids of what was still in ALARM when it was no longer watched. */
  readonly raisedAtEnd: readonly string[];
};

/** What a drill is called. */
export const drillName = ({ fault, part }: Drill): string => (part === undefined ? fault : `${fault} (${part})`);
