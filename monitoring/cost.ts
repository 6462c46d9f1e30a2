import { type Billed, type CostLine, count, payable } from './cost-line.ts';
import { PRICES } from './prices.ts';
import { telemetryLines } from './telemetry-cost.ts';
import type { Traffic } from './traffic.ts';
import { type TrafficTotals, trafficTotals } from './traffic-totals.ts';

/** What a Prometheus server costs that scrapes that many metrics once in so many minutes, in US dollars a month. */
export function scrapeCost(metrics: number, minutes: number): number {
  return ((43_200 / minutes) * metrics * PRICES.metricReadPerThousand) / 1_000;
}

/** "Using Lambda with Amazon SQS": five connections, each of which waits for twenty seconds where nothing comes. */
const POLLS_PER_QUEUE = (5 * 30 * 86_400) / 20;

function serviceLines({ polledQueues }: Traffic, totals: TrafficTotals): readonly CostLine[] {
  const { requests, invocations, gigabyteSeconds, writeUnits, readUnits } = totals;
  const polls = polledQueues * POLLS_PER_QUEUE;
  return [
    { item: 'HTTP API', quantity: `${count(requests)} requests`, dollars: (requests / 1e6) * PRICES.apiPerMillion },
    {
      item: 'Functions',
      quantity: `${count(invocations)} runs, ${count(gigabyteSeconds)} GB-seconds`,
      dollars:
        (payable(invocations, PRICES.functionRequestsFree) / 1e6) * PRICES.functionPerMillion +
        payable(gigabyteSeconds, PRICES.functionGigabyteSecondsFree) * PRICES.functionGigabyteSecond,
    },
    {
      item: 'DynamoDB on demand',
      quantity: `${count(writeUnits)} write units, ${count(readUnits)} read units`,
      dollars: (writeUnits * PRICES.writeUnitPerMillion + readUnits * PRICES.readUnitPerMillion) / 1e6,
    },
    {
      item: 'Queues',
      quantity: `${polledQueues}, polled ${count(polls)} times`,
      dollars: (payable(polls, PRICES.queueRequestsFree) / 1e6) * PRICES.queueRequestPerMillion,
    },
  ];
}

/** Two groups of AWS's own rules and the one for each address, as stacks/firewall.ts has them. */
const FIREWALL_RULES = 3;

function switchable({ alarms, grafana, firewall, traffic }: Billed): readonly CostLine[] {
  const waf =
    PRICES.firewall + FIREWALL_RULES * PRICES.firewallRule + (traffic.requests / 1e6) * PRICES.firewallPerMillion;
  const line = (item: string, on: boolean | undefined, quantity: string, dollars: number): CostLine =>
    on ? { item, quantity, dollars } : { item, quantity: 'off', dollars: 0 };
  return [
    line('Key of the alarm topics', alarms.length > 0, '1', PRICES.key),
    line('Amazon Managed Grafana', grafana, '1 editor', PRICES.grafanaEditor),
    line('AWS WAF', firewall, `${FIREWALL_RULES} rules`, waf),
  ];
}

/** The monthly bill of a stage by line, in US dollars. */
export function monthlyCost(billed: Billed): readonly CostLine[] {
  const totals = trafficTotals(billed.traffic);
  return [...telemetryLines(billed, totals), ...serviceLines(billed.traffic, totals), ...switchable(billed)];
}

/** The sum of a bill, in US dollars. */
export function total(bill: readonly CostLine[]): number {
  return bill.reduce((sum, { dollars }) => sum + dollars, 0);
}
