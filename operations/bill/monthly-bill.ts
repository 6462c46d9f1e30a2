import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import { type CostLine, monthlyCost } from '../../monitoring/cost.ts';
import { DASHBOARDS } from '../../monitoring/dashboards/dashboards.ts';
import { PRICES } from '../../monitoring/prices.ts';
import { DEFAULT_SAMPLING, samplingRules, type TracedShare } from '../../monitoring/sampling-rules.ts';
import { MILLION_REQUESTS, type RequestKind, type Traffic } from '../../monitoring/traffic.ts';
import type { StageSettings } from '../../settings/stage-settings.ts';

const SECONDS_A_MONTH = 30 * 86_400;

/** How many of the requests of a second find a place in a reservoir, when they come independently of each other (Poisson). */
function reserved(rate: number, reservoir: number): number {
  let chance = Math.exp(-rate);
  let taken = 0;
  let below = 0;
  for (let requests = 0; requests < reservoir; requests++) {
    taken += requests * chance;
    below += chance;
    chance *= rate / (requests + 1);
  }
  return taken + reservoir * (1 - below);
}

/** Share of a kind of requests that X-Ray records: those in the reservoir of its rule, and of the others the rule's rate. */
function recordedShare({ service, share }: RequestKind, requests: number, traced: TracedShare): number {
  const rule = samplingRules(traced).find(({ functionId = service }) => functionId === service) ?? DEFAULT_SAMPLING;
  const rate = (requests * share) / SECONDS_A_MONTH;
  if (rate === 0) return 1;
  const taken = reserved(rate, rule.reservoirSize);
  return (taken + rule.fixedRate * (rate - taken)) / rate;
}

function trafficOf({ monthlyRequests, tracedShare }: StageSettings): Traffic {
  const { kinds } = MILLION_REQUESTS;
  const recorded = kinds.map((kind) => kind.share * recordedShare(kind, monthlyRequests, tracedShare));
  return { ...MILLION_REQUESTS, requests: monthlyRequests, tracedShare: recorded.reduce((sum, each) => sum + each, 0) };
}

/** Two groups of AWS's own rules and the one for each address, as stacks/firewall.ts has them. */
const FIREWALL_RULES = 3;

function switchable({ alarms, waf, grafana, monthlyRequests }: StageSettings): readonly CostLine[] {
  const firewall =
    PRICES.firewall + FIREWALL_RULES * PRICES.firewallRule + (monthlyRequests / 1e6) * PRICES.firewallPerMillion;
  return [
    ...(alarms ? [{ item: 'Key of the alarm topics', quantity: '1', dollars: PRICES.key }] : []),
    ...(waf ? [{ item: 'AWS WAF', quantity: `${FIREWALL_RULES} rules`, dollars: firewall }] : []),
    ...(grafana ? [{ item: 'Amazon Managed Grafana', quantity: '1 editor', dollars: PRICES.grafanaEditor }] : []),
  ];
}

/** What a stage with these settings costs in a month, by line, in US dollars at list prices. */
export function monthlyBill(settings: StageSettings): readonly CostLine[] {
  const alarms = settings.alarms ? ALARMS : [];
  return [...monthlyCost(alarms, DASHBOARDS, trafficOf(settings)), ...switchable(settings)];
}

/** The sum of a bill, in US dollars. */
export function total(bill: readonly CostLine[]): number {
  return bill.reduce((sum, { dollars }) => sum + dollars, 0);
}
