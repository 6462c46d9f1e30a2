import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import { MILLION_REQUESTS, monthlyCost } from '../../monitoring/cost.ts';
import { DASHBOARDS } from '../../monitoring/dashboards/dashboards.ts';
import { page, table } from './markdown.ts';

function billTable(): string {
  const lines = monthlyCost(ALARMS, DASHBOARDS, MILLION_REQUESTS);
  const total = lines.reduce((sum, line) => sum + line.dollars, 0);
  const rows = lines.map((line) => [line.item, line.quantity, line.dollars.toFixed(2)]);
  return table(['item', 'quantity', 'US dollars a month'], [...rows, ['**Total**', '', `**${total.toFixed(2)}**`]]);
}

function assumptionsTable(): string {
  const head = ['function', 'share', 'billed ms', 'GB', 'read units', 'write units', 'what that is'];
  const rows = MILLION_REQUESTS.kinds.map(
    ({ service, share, milliseconds, gigabytes, readUnits, writeUnits, does }) => [
      service,
      `${Math.round(share * 100)} %`,
      ...[milliseconds, gigabytes, readUnits, writeUnits].map(String),
      does,
    ],
  );
  return table(head, rows);
}

/** docs/cost.md */
export function costPage(): string {
  const intro =
    'A stage with a million requests a month in us-east-1 at list prices of November 2026, free tiers of CloudWatch, X-Ray and Lambda deducted. CloudFront, data transfer and Amazon Managed Grafana are not in it.';
  const assumptions =
    'What a request takes, on average: durations and shares are estimates, memory is the deployed functions’, and the units follow from what each function reads and writes.';
  return page('# Cost', intro, billTable(), '## Assumptions', assumptions, assumptionsTable());
}
