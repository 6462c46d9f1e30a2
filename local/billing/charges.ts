import { FUNCTIONS } from '../../functions/manifest.ts';
import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import { COMPOSITES } from '../../monitoring/alarms/composites.ts';
import { CLOUDWATCH_DASHBOARDS } from '../../monitoring/cloudwatch-dashboards/cloudwatch-dashboards.ts';
import { monthlyCost, total } from '../../monitoring/cost.ts';
import { type FunctionUsages, measuredTraffic } from '../../monitoring/measured-traffic.ts';
import { MILLION_REQUESTS, type Traffic } from '../../monitoring/traffic.ts';

const DEFINED = { alarms: ALARMS, composites: COMPOSITES, dashboards: CLOUDWATCH_DASHBOARDS };
const NOTHING: Traffic = { ...MILLION_REQUESTS, requests: 0, kinds: [], schedules: [] };

/**
 * What is charged up to some point of a month, in US dollars: for that share of the month (0 to 1) what definitions cost, and
 * for all that has run since it began what it took, by monitoring/cost.ts.
 */
export function chargesOf(usage: FunctionUsages, share: number): number {
  const traffic = measuredTraffic(usage, (id) => FUNCTIONS[id].memorySize / 1_024);
  const standing = total(monthlyCost({ ...DEFINED, traffic: NOTHING }));
  return standing * share + total(monthlyCost({ ...DEFINED, traffic })) - standing;
}
