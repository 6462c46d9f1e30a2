import type { AlarmDefinition } from './alarms/alarm-definition.ts';
import { customMetricCount } from './custom-metric-count.ts';
import type { DashboardDefinition } from './dashboards/dashboard-definition.ts';
import type { HttpFunctionId } from './resources.ts';

/** US dollars, us-east-1 list prices ("Amazon CloudWatch pricing", "AWS X-Ray pricing"), November 2026. */
export const PRICES = {
  customMetric: 0.3,
  customMetricsFree: 10,
  alarmMetric: 0.1,
  alarmMetricsFree: 10,
  dashboard: 3,
  dashboardsFree: 3,
  logsPerGigabyte: 0.5,
  logsGigabytesFree: 5,
  tracePerMillion: 5,
  tracesFree: 100_000,
  apiPerMillion: 1,
  functionPerMillion: 0.2,
  functionGigabyteSecond: 0.0000133334,
  functionRequestsFree: 1_000_000,
  functionGigabyteSecondsFree: 400_000,
  writeUnitPerMillion: 0.625,
  readUnitPerMillion: 0.125,
} as const;

/** One kind of request and what one of it takes. */
export type RequestKind = {
  readonly service: HttpFunctionId;
  /** Share of all requests, 0 to 1. */
  readonly share: number;
  /** Billed duration with cold starts spread over it, of everything that the request causes. */
  readonly milliseconds: number;
  /** Memory of the function, which is billed whether used or not. */
  readonly gigabytes: number;
  /** Read request units: 1 for each 4 KB read consistently, half of it otherwise ("Read request units"). */
  readonly readUnits: number;
  /** Write request units: 1 for each KB, 2 in a transaction, and 1 more where an index has a copy. */
  readonly writeUnits: number;
  /** What it does, of which these are the numbers. */
  readonly does: string;
};

/** What a month of a stage looks like. */
export type Traffic = {
  readonly requests: number;
  /** Bytes of log a request writes. */
  readonly logBytesPerRequest: number;
  /** Share of requests that X-Ray records, 0 to 1. */
  readonly tracedShare: number;
  /** Shares add up to 1. */
  readonly kinds: readonly RequestKind[];
};

const SHOPPING: readonly RequestKind[] = [
  {
    service: 'catalog',
    share: 0.68,
    milliseconds: 20,
    gigabytes: 0.5,
    readUnits: 1.5,
    writeUnits: 0,
    does: 'one page of 24 products of half a KB from the index, read eventually consistently',
  },
  {
    service: 'cart',
    share: 0.22,
    milliseconds: 30,
    gigabytes: 0.5,
    readUnits: 5,
    writeUnits: 0.5,
    does: 'session, cart, the product and two products of the cart, read consistently; every other request writes the cart',
  },
  {
    service: 'account',
    share: 0.04,
    milliseconds: 250,
    gigabytes: 1,
    readUnits: 5,
    writeUnits: 3,
    does: 'a password hash, credential, user and two carts, read consistently; a session (1), and for every second one a new user or a merged cart in a transaction (4)',
  },
  {
    service: 'checkout',
    share: 0.03,
    milliseconds: 500,
    gigabytes: 0.5,
    readUnits: 6,
    writeUnits: 16,
    does: 'six consistent reads; a transaction of order, record, cart and two products (10), their index copies (3), the order shipped with its copy (2), and 1 for orders above a KB; outbox and fulfilment included',
  },
  {
    service: 'admin',
    share: 0.01,
    milliseconds: 120,
    gigabytes: 0.5,
    readUnits: 12,
    writeUnits: 6,
    does: 'session and a page of orders, users or products, read consistently; every other one a change with its audit entry in a transaction',
  },
  {
    service: 'ops',
    share: 0.02,
    milliseconds: 80,
    gigabytes: 0.5,
    readUnits: 2,
    writeUnits: 0,
    does: 'session, read consistently, and for some the notifications; the rest is CloudWatch’s and X-Ray’s answer',
  },
];

/** A month for which the bill is printed, by estimate; the default sampling rule records nearly all of so few requests. */
export const MILLION_REQUESTS: Traffic = {
  requests: 1_000_000,
  logBytesPerRequest: 1_200,
  tracedShare: 0.9,
  kinds: SHOPPING,
};

export type CostLine = { readonly item: string; readonly quantity: string; readonly dollars: number };

/** What an average request takes. */
function average({ kinds }: Traffic, take: (kind: RequestKind) => number): number {
  return kinds.reduce((sum, kind) => sum + kind.share * take(kind), 0);
}

const payable = (quantity: number, free: number): number => Math.max(0, quantity - free);

/** The monthly bill of a stage by line, in US dollars. */
export function monthlyCost(
  alarms: readonly AlarmDefinition[],
  dashboards: readonly DashboardDefinition[],
  traffic: Traffic,
): readonly CostLine[] {
  const metrics = customMetricCount();
  const alarmMetrics = alarms.flatMap((alarm) => alarm.metrics).filter((query) => query.metric !== undefined).length;
  const gigabytes = (traffic.requests * traffic.logBytesPerRequest) / 1e9;
  const traces = traffic.requests * traffic.tracedShare;
  const gigabyteSeconds = (traffic.requests / 1_000) * average(traffic, (kind) => kind.milliseconds * kind.gigabytes);
  const writeUnits = traffic.requests * average(traffic, (kind) => kind.writeUnits);
  const readUnits = traffic.requests * average(traffic, (kind) => kind.readUnits);
  const millions = traffic.requests / 1e6;
  return [
    {
      item: 'Custom metrics',
      quantity: `${metrics}`,
      dollars: payable(metrics, PRICES.customMetricsFree) * PRICES.customMetric,
    },
    {
      item: 'Alarms',
      quantity: `${alarms.length} on ${alarmMetrics} metrics`,
      dollars: payable(alarmMetrics, PRICES.alarmMetricsFree) * PRICES.alarmMetric,
    },
    {
      item: 'CloudWatch dashboards',
      quantity: `${dashboards.length}`,
      dollars: payable(dashboards.length, PRICES.dashboardsFree) * PRICES.dashboard,
    },
    {
      item: 'Logs',
      quantity: `${gigabytes.toFixed(1)} GB`,
      dollars: payable(gigabytes, PRICES.logsGigabytesFree) * PRICES.logsPerGigabyte,
    },
    {
      item: 'X-Ray traces',
      quantity: `${traces}`,
      dollars: (payable(traces, PRICES.tracesFree) / 1e6) * PRICES.tracePerMillion,
    },
    { item: 'HTTP API', quantity: `${traffic.requests} requests`, dollars: millions * PRICES.apiPerMillion },
    {
      item: 'Functions',
      quantity: `${Math.round(gigabyteSeconds)} GB-seconds`,
      dollars:
        (payable(traffic.requests, PRICES.functionRequestsFree) / 1e6) * PRICES.functionPerMillion +
        payable(gigabyteSeconds, PRICES.functionGigabyteSecondsFree) * PRICES.functionGigabyteSecond,
    },
    {
      item: 'DynamoDB on demand',
      quantity: `${Math.round(writeUnits)} write units, ${Math.round(readUnits)} read units`,
      dollars: (writeUnits * PRICES.writeUnitPerMillion + readUnits * PRICES.readUnitPerMillion) / 1e6,
    },
  ];
}
