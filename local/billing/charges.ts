import { FUNCTIONS } from '../../functions/manifest.ts';
import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import { COMPOSITES } from '../../monitoring/alarms/composites.ts';
import { monthlyCost, total } from '../../monitoring/cost.ts';
import { DASHBOARDS } from '../../monitoring/dashboards/dashboards.ts';
import { type FunctionId, HTTP_FUNCTION_IDS } from '../../monitoring/resources.ts';
import { MILLION_REQUESTS, type RequestKind, type ScheduledRun, type Traffic } from '../../monitoring/traffic.ts';
import type { FunctionUsage, Usage } from './usage.ts';

const NOBODY: FunctionUsage = { invocations: 0, milliseconds: 0, logBytes: 0 };
const DEFINED = { alarms: ALARMS, composites: COMPOSITES, dashboards: DASHBOARDS };
const NOTHING: Traffic = { ...MILLION_REQUESTS, requests: 0, kinds: [], schedules: [] };

/** Of one invocation: its time and its lines as they were, its memory as it is deployed. */
function measured(id: FunctionId, { invocations, milliseconds, logBytes }: FunctionUsage) {
  const each = (total: number): number => (invocations === 0 ? 0 : total / invocations);
  return { milliseconds: each(milliseconds), logBytes: each(logBytes), gigabytes: FUNCTIONS[id].memorySize / 1_024 };
}

/** How much of the table requests use is not measured: it is as the month for which the bill is printed assumes. */
function kindsOf(usage: Usage, requests: number): readonly RequestKind[] {
  return MILLION_REQUESTS.kinds.map((kind) => {
    const used = usage.get(kind.service) ?? NOBODY;
    const share = requests === 0 ? 0 : used.invocations / requests;
    // What follows from it is among the runs of the functions that do it.
    return { ...kind, ...measured(kind.service, used), invocations: 1, share };
  });
}

function runsOf(usage: Usage): readonly ScheduledRun[] {
  return [...usage].flatMap(([service, used]) => {
    if (HTTP_FUNCTION_IDS.some((id) => id === service)) return [];
    const assumed = MILLION_REQUESTS.schedules.find((schedule) => schedule.service === service);
    const { readUnits, writeUnits, metricsRead } = assumed ?? { readUnits: 0, writeUnits: 0, metricsRead: 0 };
    // The requests that it sends are among those of the functions that answered them.
    const does = 'what it has done';
    const run = {
      service,
      runsPerMonth: used.invocations,
      invocations: 1,
      requests: 0,
      readUnits,
      writeUnits,
      metricsRead,
      does,
    };
    return [{ ...run, ...measured(service, used) }];
  });
}

/**
 * What is charged up to some point of a month, in US dollars: for that share of the month (0 to 1) what definitions cost, and
 * for all that has run since it began what it took, by monitoring/cost.ts.
 */
export function chargesOf(usage: Usage, share: number): number {
  const requests = HTTP_FUNCTION_IDS.reduce((sum, id) => sum + (usage.get(id)?.invocations ?? 0), 0);
  const traffic = { ...MILLION_REQUESTS, requests, kinds: kindsOf(usage, requests), schedules: runsOf(usage) };
  const standing = total(monthlyCost({ ...DEFINED, traffic: NOTHING }));
  return standing * share + total(monthlyCost({ ...DEFINED, traffic })) - standing;
}
