import { type FunctionId, HTTP_FUNCTION_IDS } from './resources.ts';
import { MILLION_REQUESTS, type RequestKind, type ScheduledRun, type Traffic } from './traffic.ts';

/** What a function has run and written. */
export type FunctionUsage = { readonly invocations: number; readonly milliseconds: number; readonly logBytes: number };

/** What every function has run and written in a span of time. */
export type FunctionUsages = ReadonlyMap<FunctionId, FunctionUsage>;

/** Memory of each function, in GB: it is billed whether used or not. */
type Gigabytes = (id: FunctionId) => number;

const NOBODY: FunctionUsage = { invocations: 0, milliseconds: 0, logBytes: 0 };

/** Of one invocation: its time and its lines as they were, its memory as it is deployed. */
function measured(id: FunctionId, { invocations, milliseconds, logBytes }: FunctionUsage, gigabytes: Gigabytes) {
  const each = (total: number): number => (invocations === 0 ? 0 : total / invocations);
  return { milliseconds: each(milliseconds), logBytes: each(logBytes), gigabytes: gigabytes(id) };
}

/** How much of the table requests use is not measured: it is as the month for which the bill is printed assumes. */
function kindsOf(usage: FunctionUsages, requests: number, gigabytes: Gigabytes): readonly RequestKind[] {
  return MILLION_REQUESTS.kinds.map((kind) => {
    const used = usage.get(kind.service) ?? NOBODY;
    const share = requests === 0 ? 0 : used.invocations / requests;
    // What follows from it is among the runs of the functions that do it.
    return { ...kind, ...measured(kind.service, used, gigabytes), invocations: 1, share };
  });
}

function runsOf(usage: FunctionUsages, gigabytes: Gigabytes): readonly ScheduledRun[] {
  return [...usage].flatMap(([service, used]) => {
    if (HTTP_FUNCTION_IDS.some((id) => id === service)) return [];
    const assumed = MILLION_REQUESTS.schedules.find((schedule) => schedule.service === service);
    const { readUnits, writeUnits, metricsRead } = assumed ?? { readUnits: 0, writeUnits: 0, metricsRead: 0 };
    // The requests that it sends are among those of the functions that answered them.
    const run = { service, runsPerMonth: used.invocations, invocations: 1, requests: 0 };
    return [
      { ...run, readUnits, writeUnits, metricsRead, does: 'what it has done', ...measured(service, used, gigabytes) },
    ];
  });
}

/** How many requests functions have answered. */
export function answeredRequests(usage: FunctionUsages): number {
  return HTTP_FUNCTION_IDS.reduce((sum, id) => sum + (usage.get(id)?.invocations ?? 0), 0);
}

/** The traffic that a stage really had, as far as its functions' runs tell of it. */
export function measuredTraffic(usage: FunctionUsages, gigabytes: Gigabytes): Traffic {
  const requests = answeredRequests(usage);
  const [kinds, schedules] = [kindsOf(usage, requests, gigabytes), runsOf(usage, gigabytes)];
  return { ...MILLION_REQUESTS, requests, kinds, schedules };
}

/** As much as `factor` times that time would bring, were it like it. */
export function timesUsage(usage: FunctionUsages, factor: number): FunctionUsages {
  return new Map(
    [...usage].map(([id, { invocations, milliseconds, logBytes }]) => [
      id,
      { invocations: invocations * factor, milliseconds: milliseconds * factor, logBytes: logBytes * factor },
    ]),
  );
}
