import type { DimensionSet, MetricDefinition } from './metric-definition.ts';
import { type CustomMetricKey, METRICS } from './metrics.ts';
import type { HttpFunctionId } from './resources.ts';
import type { Traffic } from './traffic.ts';

/** When a metric is sent: CloudWatch bills it for the hours in which it is ("Amazon CloudWatch pricing"). */
type Occasions =
  /** In every hour, whoever comes. */
  | 'hourly'
  /** With a share of the requests to a function; in so many hours of a month, where not in all of them. */
  | { readonly of: HttpFunctionId; readonly share: number; readonly hours?: number }
  /** So many times a month. */
  | { readonly times: number };

type Sent = {
  readonly metrics: readonly CustomMetricKey[];
  /** Its dimensions' values; all that no other entry has unless given. */
  readonly values?: readonly string[];
  readonly when: Occasions;
  readonly because: string;
};

const HOURS = 720;
/** Eight hours of twenty-two days. */
const WORKING_HOURS = 176;

const byOrder = (share: number): Occasions => ({ of: 'checkout', share });

/** When each custom metric is sent; of its values, where that differs. The shares are estimates. */
const SENT: readonly Sent[] = [
  {
    metrics: ['orders', 'revenueCents', 'grossMarginCents', 'timeToShip'],
    when: byOrder(1),
    because: 'every order',
  },
  { metrics: ['orders'], values: ['cancelled'], when: byOrder(0.02), because: 'two orders of a hundred' },
  { metrics: ['orders'], values: ['refunded'], when: byOrder(0.01), because: 'one order of a hundred' },
  { metrics: ['payments'], values: ['card authorised'], when: byOrder(0.87), because: 'most orders are paid by card' },
  { metrics: ['payments'], values: ['card declined'], when: byOrder(0.03), because: 'three of a hundred are declined' },
  {
    metrics: ['payments'],
    values: ['card failed', 'invoice declined'],
    when: byOrder(0.001),
    because: 'hardly ever',
  },
  { metrics: ['payments'], values: ['wallet authorised'], when: byOrder(0.03), because: 'few have store credit' },
  { metrics: ['payments'], values: ['wallet declined'], when: byOrder(0.003), because: 'of few who have too little' },
  { metrics: ['payments'], values: ['invoice authorised'], when: byOrder(0.1), because: 'one order of ten' },
  {
    metrics: ['fraudAlerts'],
    when: byOrder(0.002),
    because: 'each rule and action holds or blocks two orders of a thousand',
  },
  { metrics: ['checkoutFailures'], when: byOrder(0.001), because: 'only checkouts that fail for a technical reason' },
  { metrics: ['walletCents'], when: byOrder(0.03), because: 'few have store credit' },
  { metrics: ['walletCents'], values: ['refund'], when: byOrder(0.01), because: 'one order of a hundred' },
  { metrics: ['walletCents'], values: ['forfeit'], when: { times: 1 }, because: 'an account with credit is deleted' },
  { metrics: ['registrations'], when: { of: 'account', share: 0.25 }, because: 'every fourth request to account' },
  { metrics: ['logins'], when: { of: 'account', share: 0.25 }, because: 'every fourth request to account' },
  {
    metrics: ['logins'],
    values: ['failed'],
    when: { of: 'account', share: 0.025 },
    because: 'one attempt of ten',
  },
  {
    metrics: ['serverErrors', 'cartOperations', 'cartsStarted', 'cacheHits', 'cacheMisses', 'items', 'lowStockItems'],
    when: 'hourly',
    because: 'the probe looks at products and fills a cart every minute',
  },
  {
    metrics: ['serverErrors'],
    values: ['checkout'],
    when: byOrder(1),
    because: 'every request to checkout',
  },
  { metrics: ['serverErrors'], values: ['account'], when: { of: 'account', share: 1 }, because: 'every request' },
  {
    metrics: ['serverErrors'],
    values: ['admin'],
    when: { of: 'admin', share: 1, hours: WORKING_HOURS },
    because: 'staff works eight hours on twenty-two days',
  },
  {
    metrics: ['serverErrors'],
    values: ['ops'],
    when: { of: 'ops', share: 1, hours: WORKING_HOURS },
    because: 'staff works eight hours on twenty-two days',
  },
  {
    metrics: ['probeSuccess', 'memoryUtilization', 'cpuUtilization', 'storageUtilization', 'coldStarts'],
    when: 'hourly',
    because: 'the probe runs every minute',
  },
  { metrics: ['walletBalanceCents', 'ledgerMismatches'], when: 'hourly', because: 'the ledger is audited every hour' },
  { metrics: ['metricsRejected'], when: { times: 1 }, because: 'only a mistake rejects a metric' },
  {
    metrics: ['deployments', 'deploymentDuration', 'deploymentBundleSize', 'timeSinceLastDeployment'],
    when: { times: 22 },
    because: 'a deployment on each working day',
  },
];

/** The values of a set's dimensions in every combination, joined by a blank. */
function combinations(set: DimensionSet): readonly string[] {
  return Object.values(set).reduce<readonly string[]>(
    (all, values) =>
      all.flatMap((left) => (values === 'resource' ? ['*'] : values).map((value) => `${left} ${value}`.trim())),
    [''],
  );
}

/** What is not known of is billed in full. */
const UNKNOWN = { when: 'hourly', because: 'not known' } as const;

/** The entry for a metric's values: their own, or else the metric's. */
function sentWith(key: CustomMetricKey, values: string): Pick<Sent, 'when' | 'because'> {
  const entries = SENT.filter(({ metrics }) => metrics.includes(key));
  const own = entries.find((entry) => entry.values?.includes(values));
  return own ?? entries.find((entry) => entry.values === undefined) ?? UNKNOWN;
}

/**
 * Share of a month's hours in which something happens at least once, when it happens independently of what was before
 * (Poisson); days that are busier than others only make it fewer.
 */
function hoursShare(times: number, hours: number = HOURS): number {
  return (hours / HOURS) * (1 - Math.exp(-times / hours));
}

function shareOf(when: Occasions, { requests, kinds }: Traffic): number {
  if (when === 'hourly') return 1;
  if ('times' in when) return hoursShare(when.times);
  const kind = kinds.find(({ service }) => service === when.of);
  return hoursShare(requests * (kind?.share ?? 0) * when.share, when.hours);
}

/** A custom metric with values of its dimensions, the share of a month (0 to 1) for which it is billed, and why. */
export type BilledMetric = {
  readonly key: CustomMetricKey;
  readonly values: string;
  readonly share: number;
  readonly because: string;
};

const EMITTED: ReadonlySet<string> = new Set(
  Object.entries<MetricDefinition>(METRICS).flatMap(([key, { source }]) => (source === 'custom' ? [key] : [])),
);
const isCustom = (key: string): key is CustomMetricKey => EMITTED.has(key);

/** What of a month each custom metric is billed for, one for each combination of dimension values. */
export function billedMetrics(traffic: Traffic): readonly BilledMetric[] {
  return Object.keys(METRICS)
    .filter(isCustom)
    .flatMap((key) => {
      const sets: readonly DimensionSet[] = METRICS[key].dimensionSets;
      return sets.flatMap(combinations).map((values) => {
        const { when, because } = sentWith(key, values);
        return { key, values, share: shareOf(when, traffic), because };
      });
    });
}
