import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import { monthlyCost, scrapeCost } from '../../monitoring/cost.ts';
import { DASHBOARDS } from '../../monitoring/dashboards/dashboards.ts';
import { MILLION_REQUESTS, type Usage } from '../../monitoring/traffic.ts';
import { page, table } from './markdown.ts';

/** Metrics that /metrics reads: those that the dashboards draw, some of them for each of several resources. */
const SCRAPED = 109;

function billTable(): string {
  const lines = monthlyCost(ALARMS, DASHBOARDS, MILLION_REQUESTS);
  const total = lines.reduce((sum, line) => sum + line.dollars, 0);
  const rows = lines.map((line) => [line.item, line.quantity, line.dollars.toFixed(2)]);
  return table(['item', 'quantity', 'US dollars a month'], [...rows, ['**Total**', '', `**${total.toFixed(2)}**`]]);
}

const numbers = ({ milliseconds, gigabytes, readUnits, writeUnits, logBytes, metricsRead }: Usage) =>
  [milliseconds, gigabytes, readUnits, writeUnits, logBytes, metricsRead].map(String);

const HEAD = ['billed ms', 'GB', 'read units', 'write units', 'log bytes', 'metrics read', 'what that is'];

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

const INTRO =
  'A stage with a million requests a month in us-east-1 at list prices of November 2026, free tiers of CloudWatch, X-Ray and Lambda deducted; what runs by schedule comes on top of the million, and is there when nobody comes, too. CloudFront, data transfer and Amazon Managed Grafana are not in it.';
const PROMETHEUS = `A Prometheus server is not in it either. CloudWatch bills every metric of every answer of GetMetricData, however often it is the same: of \`/metrics\` with some ${SCRAPED} metrics that is $${scrapeCost(SCRAPED, 1).toFixed(0)} a month for a scrape every minute, and $${scrapeCost(SCRAPED, 5).toFixed(0)} for one every five. \`smallcart_scrape_metrics_requested\` tells how many there are.`;
const ASSUMPTIONS =
  'What a request takes, on average. Durations and shares are estimates, memory is the deployed functions’; units and bytes were measured on the embedded cloud, by the capacity that each call of the table says it consumed (in the traces) and by the lines that were written, Lambda’s own three lines of about 430 bytes included.';
const SCHEDULED = 'What runs by itself, a run with the requests that it sends to the shop.';

/** docs/cost.md */
export function costPage(): string {
  return page(
    '# Cost',
    INTRO,
    billTable(),
    PROMETHEUS,
    '## Assumptions',
    ASSUMPTIONS,
    requestsTable(),
    SCHEDULED,
    schedulesTable(),
  );
}
