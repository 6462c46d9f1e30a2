import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { BUDGET_PERIOD, BURN_WINDOWS, burnAlarmId, windowName } from '../../monitoring/burn-rate.ts';
import { STATE_VALUES, type StateValue } from '../../monitoring/cloudwatch.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import { SLOS, type Slo } from '../../monitoring/slos.ts';
import { env } from '../lib/env.ts';
import type { Incident } from '../lib/incidents/incident.ts';
import { burnDown } from '../lib/slos/burn-down.ts';
import { causesOf, incidentsOf } from '../lib/slos/find-causes.ts';
import { readSliEvents, readSliMetrics, type SliEvents, type SliMetrics } from '../lib/slos/sli-events.ts';
import { tally } from '../lib/slos/tally.ts';
import { violations } from '../lib/slos/violations.ts';
import { cloudWatch } from './aws-clients.ts';
import type { Objective, Objectives, ReportViolation } from './slo-responses.ts';
import { upstream } from './upstream.ts';

const HOUR = 3_600_000;
/** Seconds between two datapoints of the month, and of the hours in which a budget may burn. */
const COARSE = 3_600;
const FINE = 300;
/** Milliseconds between two points of a burn-down. */
const STEP = 6 * HOUR;
/** The longest window of a burn rate that is shown. */
const RECENT = 6 * HOUR;

type States = ReadonlyMap<string, StateValue>;

const alarmName = (slo: Slo): string => physicalName(env().stage, burnAlarmId(slo));

async function burnStates(): Promise<States> {
  const { CompositeAlarms = [] } = await cloudWatch().send(
    new DescribeAlarmsCommand({ AlarmNames: SLOS.map(alarmName), AlarmTypes: ['CompositeAlarm'] }),
  );
  return new Map(
    CompositeAlarms.flatMap(({ AlarmName, StateValue }) => {
      const state = STATE_VALUES.find((each) => each === StateValue);
      return AlarmName === undefined || state === undefined ? [] : [[AlarmName, state] as const];
    }),
  );
}

function daysOf(slo: Slo, events: readonly SliEvents[]): Objective['days'] {
  const byDay = Map.groupBy(events, ({ at }) => new Date(at).toISOString().slice(0, 10));
  return [...byDay].map(([day, own]) => ({ day, ...tally(slo, own) }));
}

function burnRatesOf(slo: Slo, recent: readonly SliEvents[], now: number): Objective['burnRates'] {
  return slo.speeds.map((speed) => {
    const { long, burnRate: threshold } = BURN_WINDOWS[speed];
    const { budgetUsed } = tally(
      slo,
      recent.filter(({ at }) => at >= now - long * 1_000),
    );
    const window = windowName(long);
    return budgetUsed === undefined ? { window, threshold } : { window, threshold, burnRate: budgetUsed };
  });
}

type Known = { readonly metrics: SliMetrics; readonly states: States; readonly incidents: readonly Incident[] };

const instant = (at: number): string => new Date(at).toISOString();

function violationsOf(
  slo: Slo,
  events: readonly SliEvents[],
  incidents: readonly Incident[],
  now: number,
): ReportViolation[] {
  return violations(slo, events, COARSE * 1_000).map((each) => ({
    // The hour that is not over yet goes on until now.
    ...{ from: instant(each.from), to: instant(Math.min(now, each.to)), failed: each.failed, total: each.total },
    causes: [...causesOf(each, incidents)],
  }));
}

function burnDownOf(slo: Slo, events: readonly SliEvents[], now: number): Objective['burnDown'] {
  const range = { start: monthBefore(now), end: now, step: STEP };
  return burnDown(slo, events, range).map(({ at, left }) => ({ at: instant(at), left: Number(left.toFixed(4)) }));
}

async function objectiveOf(slo: Slo, { metrics, states, incidents }: Known, now: number): Promise<Objective> {
  const own = metrics.get(slo.id);
  const read = async (start: number, period: number) =>
    own === undefined ? [] : readSliEvents(slo, own, { start, end: now, period });
  const [events, recent] = await Promise.all([read(monthBefore(now), COARSE), read(now - RECENT, FINE)]);
  const { id, title, promise, events: noun, objective } = slo;
  const state = states.get(alarmName(slo));
  return {
    ...{ id, title, promise, events: noun, objective, ...tally(slo, events) },
    ...(state === undefined ? {} : { alarm: { name: alarmName(slo), state } }),
    burnRates: burnRatesOf(slo, recent, now),
    burnDown: burnDownOf(slo, events, now),
    violations: violationsOf(slo, events, incidents, now),
    days: daysOf(slo, events),
  };
}

/** Thirty days before, on a full hour. */
function monthBefore(now: number): number {
  return Math.floor(now / HOUR) * HOUR - BUDGET_PERIOD * 1_000;
}

/** What became of each objective in the last thirty days; `now` is in epoch ms. */
export async function objectivesAnswer(now: number): Promise<Objectives> {
  const [metrics, states, incidents] = await Promise.all([
    upstream('CloudWatch', 'DescribeAlarms', readSliMetrics),
    upstream('CloudWatch', 'DescribeAlarms', burnStates),
    incidentsOf(monthBefore(now), now),
  ]);
  const known = { metrics, states, incidents };
  const objectives = await upstream('CloudWatch', 'GetMetricData', () =>
    Promise.all(SLOS.map((slo) => objectiveOf(slo, known, now))),
  );
  return { generatedAt: instant(now), from: instant(monthBefore(now)), to: instant(now), objectives };
}
