import { recordedShare } from './sampling-rules.ts';
import type { Traffic, Usage } from './traffic.ts';

/** What a month's requests and runs take together, in the units of `Usage`. */
export type TrafficTotals = Omit<Usage, 'does' | 'milliseconds' | 'gigabytes'> & {
  /** Requests to the HTTP API, those that functions send themselves included. */
  readonly requests: number;
  /** Traces that X-Ray records. */
  readonly traces: number;
  readonly gigabyteSeconds: number;
};

function sum({ requests, kinds, schedules }: Traffic, take: (usage: Usage) => number): number {
  const asked = kinds.reduce((total, kind) => total + kind.share * take(kind), 0);
  return requests * asked + schedules.reduce((total, run) => total + run.runsPerMonth * take(run), 0);
}

/** What follows from a request is a trace of its own, as are requests of what runs by schedule. */
function tracesOf({ requests, kinds, schedules, traced }: Traffic): number {
  const asked = kinds.map(
    ({ service, share, invocations }) =>
      requests * share * (recordedShare(traced, service) + (invocations - 1) * traced.others),
  );
  const scheduled = schedules.map(
    ({ runsPerMonth, invocations, requests: sent, alwaysRecorded = 0 }) =>
      runsPerMonth * (alwaysRecorded + (invocations + sent - alwaysRecorded) * traced.others),
  );
  return [...asked, ...scheduled].reduce((total, each) => total + each, 0);
}

/** Adds a month up. */
export function trafficTotals(traffic: Traffic): TrafficTotals {
  const own = traffic.schedules.reduce((total, { runsPerMonth, requests }) => total + runsPerMonth * requests, 0);
  return {
    requests: traffic.requests + own,
    // Those of the requests that a run sends come on top of the run itself.
    invocations: sum(traffic, ({ invocations }) => invocations) + own,
    traces: tracesOf(traffic),
    gigabyteSeconds: sum(traffic, ({ milliseconds, gigabytes }) => milliseconds * gigabytes) / 1_000,
    readUnits: sum(traffic, ({ readUnits }) => readUnits),
    writeUnits: sum(traffic, ({ writeUnits }) => writeUnits),
    logBytes: sum(traffic, ({ logBytes }) => logBytes),
    metricsRead: sum(traffic, ({ metricsRead }) => metricsRead),
  };
}
