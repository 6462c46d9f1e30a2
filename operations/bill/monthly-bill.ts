import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import { COMPOSITES } from '../../monitoring/alarms/composites.ts';
import { monthlyCost } from '../../monitoring/cost.ts';
import type { CostLine } from '../../monitoring/cost-line.ts';
import { DASHBOARDS } from '../../monitoring/dashboards/dashboards.ts';
import { MILLION_REQUESTS } from '../../monitoring/traffic.ts';
import type { StageSettings } from '../../settings/stage-settings.ts';

/** What a stage with these settings costs in a month, by line, in US dollars at list prices. */
export function monthlyBill(settings: StageSettings): readonly CostLine[] {
  const { alarms, grafana, waf, monthlyRequests, tracedShare } = settings;
  return monthlyCost({
    alarms: alarms ? ALARMS : [],
    composites: alarms ? COMPOSITES : [],
    dashboards: DASHBOARDS,
    traffic: { ...MILLION_REQUESTS, requests: monthlyRequests, traced: tracedShare },
    grafana,
    firewall: waf,
  });
}
