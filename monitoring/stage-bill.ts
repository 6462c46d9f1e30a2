import { ALARMS } from './alarms/alarms.ts';
import { COMPOSITES } from './alarms/composites.ts';
import { CLOUDWATCH_DASHBOARDS } from './cloudwatch-dashboards/cloudwatch-dashboards.ts';
import { monthlyCost } from './cost.ts';
import type { CostLine } from './cost-line.ts';
import type { TracedShare } from './sampling-rules.ts';
import { MILLION_REQUESTS, type Traffic } from './traffic.ts';

/** What of a stage's settings decides its bill. */
export type BilledSettings = {
  readonly alarms: boolean;
  readonly grafana: boolean;
  readonly waf: boolean;
  /** Requests that are expected in a month. */
  readonly monthlyRequests: number;
  readonly tracedShare: TracedShare;
  /** US dollars a month past which somebody is told; 0 for no budget. */
  readonly monthlyBudget: number;
};

/** The same and no more, of all that is decided about a stage. */
export function billedSettings(settings: BilledSettings): BilledSettings {
  const { alarms, grafana, waf, monthlyRequests, tracedShare, monthlyBudget } = settings;
  return { alarms, grafana, waf, monthlyRequests, tracedShare, monthlyBudget };
}

/** What a month of such a stage is expected to bring. */
export function expectedTraffic({ monthlyRequests, tracedShare }: BilledSettings): Traffic {
  return { ...MILLION_REQUESTS, requests: monthlyRequests, traced: tracedShare };
}

/** What a stage with these settings costs in a month with that traffic, by line, in US dollars at list prices. */
export function stageBill({ alarms, grafana, waf }: BilledSettings, traffic: Traffic): readonly CostLine[] {
  return monthlyCost({
    alarms: alarms ? ALARMS : [],
    composites: alarms ? COMPOSITES : [],
    dashboards: CLOUDWATCH_DASHBOARDS,
    traffic,
    grafana,
    firewall: waf,
  });
}
