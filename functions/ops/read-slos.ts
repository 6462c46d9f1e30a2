import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { BUDGET_PERIOD, BURN_WINDOWS, burnAlarmId, windowName } from '../../monitoring/burn-rate.ts';
import { STATE_VALUES, type StateValue } from '../../monitoring/cloudwatch.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import { SLOS, type Slo } from '../../monitoring/slos.ts';
import { env } from '../lib/env.ts';
import { readSliEvents, readSliMetrics, type SliEvents, type SliMetrics } from '../lib/slos/sli-events.ts';
import { tally } from '../lib/slos/tally.ts';
import { cloudWatch } from './aws-clients.ts';
import type { Objective, Objectives } from './slo-responses.ts';
import { upstream } from './upstream.ts';

const HOUR = 3_600_000;
/** Seconds between two datapoints of the month, and of the hours in which a budget may burn. */
const COARSE = 3_600;
const FINE = 300;
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

async function objectiveOf(slo: Slo, metrics: SliMetrics, states: States, now: number): Promise<Objective> {
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
    days: daysOf(slo, events),
  };
}

/** Thirty days before, on a full hour. */
function monthBefore(now: number): number {
  return Math.floor(now / HOUR) * HOUR - BUDGET_PERIOD * 1_000;
}

/** What became of each objective in the last thirty days; `now` is in epoch ms. */
export async function objectivesAnswer(now: number): Promise<Objectives> {
  const [metrics, states] = await upstream('CloudWatch', 'DescribeAlarms', () =>
    Promise.all([readSliMetrics(), burnStates()]),
  );
  const objectives = await upstream('CloudWatch', 'GetMetricData', () =>
    Promise.all(SLOS.map((slo) => objectiveOf(slo, metrics, states, now))),
  );
  const instant = (at: number) => new Date(at).toISOString();
  return { generatedAt: instant(now), from: instant(monthBefore(now)), to: instant(now), objectives };
}
