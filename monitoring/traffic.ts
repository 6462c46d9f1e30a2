import type { FunctionId, HttpFunctionId } from './resources.ts';
import { TRACED_SHARE, type TracedShare } from './sampling-rules.ts';

/** What one request or one run takes, with everything that it causes. */
export type Usage = {
  /** Times that functions run for it, itself included. */
  readonly invocations: number;
  /** Billed duration with cold starts spread over it. */
  readonly milliseconds: number;
  /** Memory of the function, which is billed whether used or not. */
  readonly gigabytes: number;
  /** Read request units: 1 for each 4 KB read consistently, half of it otherwise ("Read request units"). */
  readonly readUnits: number;
  /** Write request units: 1 for each KB, 2 in a transaction, and 1 more where an index has a copy. */
  readonly writeUnits: number;
  /** Bytes of log, those that Lambda writes itself included. */
  readonly logBytes: number;
  /** Metrics that it reads with GetMetricData. */
  readonly metricsRead: number;
  /** What it does, of which these are the numbers. */
  readonly does: string;
};

/** One kind of request and what one of it takes. */
export type RequestKind = Usage & {
  readonly service: HttpFunctionId;
  /** Share of all requests, 0 to 1. */
  readonly share: number;
};

/** A function that runs by itself, and what one run takes, its requests to the shop included. */
export type ScheduledRun = Usage & {
  readonly service: FunctionId;
  readonly runsPerMonth: number;
  /** Requests that it sends to the shop itself; the functions that answer them are not among `invocations`. */
  readonly requests: number;
  /** How many of its requests are recorded whatever the rules say. */
  readonly alwaysRecorded?: number;
};

/** What a month of a stage looks like. */
export type Traffic = {
  readonly requests: number;
  /** What X-Ray records. */
  readonly traced: TracedShare;
  /** Shares add up to 1. */
  readonly kinds: readonly RequestKind[];
  readonly schedules: readonly ScheduledRun[];
  /** Queues that Lambda polls, whether anything is in them or not. */
  readonly polledQueues: number;
};

const HOURS = 720;

const SHOPPING: readonly RequestKind[] = [
  {
    service: 'catalog',
    share: 0.68,
    invocations: 1,
    milliseconds: 20,
    gigabytes: 0.5,
    readUnits: 0.9,
    writeUnits: 0,
    logBytes: 1_240,
    metricsRead: 0,
    does: 'every other one a product or its picture, read consistently (1); the others a listing out of the copy of the catalogue that the function keeps for five seconds, which with so few requests every second listing has to read anew (1½ for the sample catalogue)',
  },
  {
    service: 'cart',
    share: 0.22,
    invocations: 1,
    milliseconds: 30,
    gigabytes: 0.5,
    readUnits: 3.5,
    writeUnits: 0.5,
    logBytes: 1_350,
    metricsRead: 0,
    does: 'the cart and its products read consistently (2), with one more where a product is put in, and session and user for every second shopper, who is signed in (2); every other request writes the cart',
  },
  {
    service: 'account',
    share: 0.04,
    invocations: 1,
    milliseconds: 140,
    gigabytes: 1,
    readUnits: 1.5,
    writeUnits: 3.8,
    logBytes: 1_340,
    metricsRead: 0,
    does: 'half of them ask who is signed in (2 read); a quarter signs in (2 read, 6 written) and a quarter registers (9 written), each with the hash of a password',
  },
  {
    service: 'checkout',
    share: 0.03,
    invocations: 6,
    milliseconds: 500,
    gigabytes: 0.5,
    readUnits: 8,
    writeUnits: 47,
    logBytes: 9_800,
    metricsRead: 0,
    does: 'an order of two products: its transaction, its events, the outbox’s markers and the shipping (36 written), and as much again for its delivery as for its shipping (11); outbox (four runs) and fulfilment included',
  },
  {
    service: 'admin',
    share: 0.01,
    invocations: 1,
    milliseconds: 120,
    gigabytes: 0.5,
    readUnits: 4,
    writeUnits: 3.3,
    logBytes: 1_300,
    metricsRead: 0,
    does: 'session, user and a page of orders, users or products; every other one a change with its audit entry in a transaction (6½)',
  },
  {
    service: 'ops',
    share: 0.02,
    invocations: 1,
    milliseconds: 80,
    gigabytes: 0.5,
    readUnits: 2,
    writeUnits: 0.01,
    logBytes: 1_250,
    metricsRead: 4,
    does: 'session and user, read consistently; every tenth one the overview with its 26 metrics, which is read once a minute, the others alarms, incidents and deployments, and now and then another dashboard, an objective or the metrics of an alarm; now and then an incident is acknowledged',
  },
];

const SCHEDULES: readonly ScheduledRun[] = [
  {
    service: 'probe',
    runsPerMonth: 60 * HOURS,
    requests: 7,
    invocations: 1,
    milliseconds: 600,
    gigabytes: 0.25,
    readUnits: 9.1,
    writeUnits: 2,
    logBytes: 10_100,
    metricsRead: 0,
    does: 'a guest’s walk: health, a listing, a product, a cart that is filled, looked at and emptied',
  },
  {
    service: 'order-progress',
    runsPerMonth: 12 * HOURS,
    requests: 0,
    invocations: 1,
    milliseconds: 100,
    gigabytes: 0.25,
    readUnits: 2,
    writeUnits: 7,
    logBytes: 1_140,
    metricsRead: 0,
    does: 'three pages of waiting orders; its lease and the record of its run',
  },
  {
    service: 'sales-rollup',
    runsPerMonth: 4 * HOURS,
    requests: 0,
    invocations: 1,
    milliseconds: 150,
    gigabytes: 0.25,
    readUnits: 7,
    writeUnits: 12,
    logBytes: 1_130,
    metricsRead: 3,
    does: 'the events of one or two hours and their sums; CloudWatch’s sums of each hour that is over',
  },
  {
    service: 'activity-rollup',
    runsPerMonth: HOURS,
    requests: 0,
    invocations: 1,
    milliseconds: 150,
    gigabytes: 0.25,
    readUnits: 0,
    writeUnits: 8,
    logBytes: 1_130,
    metricsRead: 12,
    does: 'six of CloudWatch’s sums for each of two hours, which it keeps',
  },
  {
    service: 'ledger-audit',
    runsPerMonth: HOURS,
    requests: 0,
    invocations: 1,
    milliseconds: 150,
    gigabytes: 0.25,
    readUnits: 50,
    writeUnits: 5,
    logBytes: 1_240,
    metricsRead: 0,
    does: 'a ledger and twice its wallet, read consistently, for each of some fifteen customers with store credit',
  },
  {
    service: 'sla-report',
    runsPerMonth: HOURS,
    requests: 0,
    invocations: 1,
    milliseconds: 100,
    gigabytes: 0.25,
    readUnits: 0.1,
    writeUnits: 6,
    logBytes: 26_500,
    metricsRead: 0.1,
    does: 'a line of each alarm’s state; its lease and the record of its run; five times a month a report, of eight of CloudWatch’s metrics, the incidents of the time, and what is told of it',
  },
  {
    service: 'dispatch',
    runsPerMonth: 60 * HOURS,
    requests: 0,
    invocations: 1,
    milliseconds: 30,
    gigabytes: 0.25,
    readUnits: 1,
    writeUnits: 0,
    logBytes: 1_150,
    metricsRead: 0,
    does: 'two looks for whom it is time to tell; hardly ever anybody',
  },
  {
    service: 'trace-check',
    runsPerMonth: 12 * HOURS,
    requests: 1,
    alwaysRecorded: 1,
    invocations: 1,
    milliseconds: 100,
    gigabytes: 0.25,
    readUnits: 0,
    writeUnits: 0,
    logBytes: 2_370,
    metricsRead: 0,
    does: 'a request that tells whether the shop lives, of which a trace must arrive, and a look for the one before',
  },
];

/** A month of production for which the bill is printed. */
export const MILLION_REQUESTS: Traffic = {
  requests: 1_000_000,
  traced: TRACED_SHARE.production,
  kinds: SHOPPING,
  schedules: SCHEDULES,
  polledQueues: 2,
};
