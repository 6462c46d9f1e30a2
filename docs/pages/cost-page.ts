import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import { COMPOSITES } from '../../monitoring/alarms/composites.ts';
import { DESIGN_BUDGET } from '../../monitoring/budget.ts';
import { CLOUDWATCH_DASHBOARDS } from '../../monitoring/cloudwatch-dashboards/cloudwatch-dashboards.ts';
import { monthlyCost, scrapeCost, total } from '../../monitoring/cost.ts';
import { DASHBOARDS } from '../../monitoring/dashboards/dashboards.ts';
import { scrapedPanels } from '../../monitoring/dashboards/scraped-panels.ts';
import { type BilledMetric, billedMetrics } from '../../monitoring/metric-hours.ts';
import { METRICS } from '../../monitoring/metrics.ts';
import { TRACED_SHARE } from '../../monitoring/sampling-rules.ts';
import { MILLION_REQUESTS, type Traffic, type Usage } from '../../monitoring/traffic.ts';
import { page, table } from './markdown.ts';

/** Metrics that /metrics reads: those that the dashboards draw, each with its statistic. */
const SCRAPED = new Set(
  scrapedPanels(DASHBOARDS)
    .flatMap(({ queries }) => queries)
    .flatMap(({ metric, stat }) => (metric === undefined ? [] : JSON.stringify([metric, stat]))),
).size;

const billOf = (traffic: Traffic) =>
  monthlyCost({ alarms: ALARMS, composites: COMPOSITES, dashboards: CLOUDWATCH_DASHBOARDS, traffic });

function billTable(): string {
  const lines = billOf(MILLION_REQUESTS);
  const rows = lines.map((line) => [line.item, line.quantity, line.dollars.toFixed(2)]);
  return table(
    ['item', 'quantity', 'US dollars a month'],
    [...rows, ['**Total**', '', `**${total(lines).toFixed(2)}**`]],
  );
}

/** Requests of a month for which the total is told, too. */
const TRAFFICS = [0, 100_000, 1_000_000, 3_000_000, 10_000_000, 30_000_000];

function totalsTable(): string {
  const rows = TRAFFICS.map((requests) => {
    const lines = billOf({ ...MILLION_REQUESTS, requests });
    return [requests.toLocaleString('en-US'), total(lines).toFixed(2)];
  });
  return table(['requests a month', 'US dollars a month'], rows);
}

/** What it would cost more if X-Ray recorded everything. */
function allRecorded(): string {
  const all = billOf({ ...MILLION_REQUESTS, traced: TRACED_SHARE.elsewhere });
  return (total(all) - total(billOf(MILLION_REQUESTS))).toFixed(2);
}

function seldomTable(): string {
  const seldom = billedMetrics(MILLION_REQUESTS).filter(({ share }) => share < 0.995);
  const name = ({ key, values }: BilledMetric) => `\`${METRICS[key].name}\`${values === '' ? '' : ` ${values}`}`;
  const rows = seldom.map((metric) => [name(metric), `${Math.round(metric.share * 100)} %`, metric.because]);
  return table(['metric', 'of the month’s hours', 'sent with'], rows);
}

const numbers = ({ invocations, milliseconds, gigabytes, readUnits, writeUnits, logBytes, metricsRead }: Usage) =>
  [invocations, milliseconds, gigabytes, readUnits, writeUnits, logBytes, metricsRead].map(String);

const HEAD = ['runs', 'billed ms', 'GB', 'read units', 'write units', 'log bytes', 'metrics read', 'what that is'];

function requestsTable(): string {
  const rows = MILLION_REQUESTS.kinds.map((kind) => [
    kind.service,
    `${Math.round(kind.share * 100)} %`,
    ...numbers(kind),
    kind.does,
  ]);
  return table(['function', 'share', ...HEAD], rows);
}

function schedulesTable(): string {
  const rows = MILLION_REQUESTS.schedules.map((run) => [run.service, `${run.runsPerMonth}`, ...numbers(run), run.does]);
  return table(['function', 'runs a month', ...HEAD], rows);
}

const INTRO = `A stage as production is by default, with a million requests a month, in us-east-1 at list prices of November 2026, free tiers deducted; what runs by schedule comes on top of the million, and is there when nobody comes, too. CloudFront, data transfer, storage, SNS, EventBridge and Scheduler are not in it: of so little they are free, or cents. \`npm run cost -- --stage <stage> --requests <n>\` tells the bill of any stage, with the settings that it has. A test fails when this one is above $${DESIGN_BUDGET}.`;
const TRACES = `X-Ray records what the stage's [rules](logs.md#which-traces-are-recorded) say. Should Lambda heed none but X-Ray's default, which records a request of each second and so nearly every one of a shop like this, traces cost up to $${allRecorded()} more.`;
const SELDOM =
  'CloudWatch bills a custom metric, and each of its dimensions’ values, for the hours in which it is sent. These are not sent in every hour; of how many hours there are, chance decides (requests that come independently of each other, evenly over all hours; nights and rushes only make it fewer).';
const PROMETHEUS = `A Prometheus server is not in it either. CloudWatch bills every metric of every answer of GetMetricData, however often it is the same: of \`/metrics\` with its ${SCRAPED} metrics that is $${scrapeCost(SCRAPED, 1).toFixed(0)} a month for a scrape every minute, and $${scrapeCost(SCRAPED, 5).toFixed(0)} for one every five. \`smallcart_scrape_metrics_requested\` tells how many there are.`;
const ASSUMPTIONS =
  'What a request takes, on average. Durations and shares are estimates, memory is the deployed functions’; units and bytes were measured on the embedded cloud, by the capacity that each call of the table says it consumed (in the traces) and by the lines that were written, Lambda’s own three lines of about 430 bytes included.';
const SCHEDULED = 'What runs by itself, a run with the requests that it sends to the shop.';

/** docs/cost.md */
export function costPage(): string {
  return page(
    '# Cost',
    INTRO,
    billTable(),
    totalsTable(),
    TRACES,
    PROMETHEUS,
    '## Metrics that are not sent in every hour',
    SELDOM,
    seldomTable(),
    '## Assumptions',
    ASSUMPTIONS,
    requestsTable(),
    SCHEDULED,
    schedulesTable(),
  );
}
