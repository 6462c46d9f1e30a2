import { total } from '../../../monitoring/cost.ts';
import type { CostLine } from '../../../monitoring/cost-line.ts';
import { DASHBOARDS } from '../../../monitoring/dashboards/dashboards.ts';
import { functionCost } from '../../../monitoring/function-costs.ts';
import {
  answeredRequests,
  type FunctionUsages,
  measuredTraffic,
  timesUsage,
} from '../../../monitoring/measured-traffic.ts';
import { metricCosts } from '../../../monitoring/metric-costs.ts';
import type { FunctionId } from '../../../monitoring/resources.ts';
import { type BilledSettings, expectedTraffic, stageBill } from '../../../monitoring/stage-bill.ts';
import type { Traffic } from '../../../monitoring/traffic.ts';
import { trafficTotals } from '../../../monitoring/traffic-totals.ts';
import { ALL_HOURS, REFRESHES, viewerDollars, WORKING_HOURS } from '../../../monitoring/viewer-cost.ts';
import { FUNCTIONS } from '../../manifest.ts';
import type { BillLine, Cost, FunctionCost, MetricCost, ViewerCost } from './cost-responses.ts';
import type { MeasuredUsage } from './read-usage.ts';

/** As long as the month of prices, in milliseconds. */
const MONTH = 30 * 86_400_000;

const gigabytes = (id: FunctionId): number => FUNCTIONS[id].memorySize / 1_024;

function beside(expected: readonly CostLine[], projected: readonly CostLine[]): BillLine[] {
  return expected.map(({ item, quantity, dollars }) => {
    const other = projected.find((line) => line.item === item);
    return {
      item,
      expected: { quantity, dollars },
      projected: { quantity: other?.quantity ?? '', dollars: other?.dollars ?? 0 },
    };
  });
}

function functionCosts(usage: FunctionUsages): FunctionCost[] {
  return [...usage]
    .filter(([, { invocations }]) => invocations > 0)
    .map(([id, used]) => ({
      ...{ id, runs: used.invocations, averageMs: used.milliseconds / used.invocations, logBytes: used.logBytes },
      dollars: functionCost(used, gigabytes(id)),
    }))
    .sort((a, b) => b.dollars - a.dollars);
}

function metricsOf(traffic: Traffic): MetricCost[] {
  return metricCosts(traffic).map(({ name, series, months, dollars }) => ({
    ...{ name, series, dollars },
    share: Math.min(1, months / series),
  }));
}

function viewersOf(): ViewerCost[] {
  return DASHBOARDS.map((dashboard) => ({
    ...{ dashboard: dashboard.id, title: dashboard.title },
    costs: REFRESHES.map((refresh) => ({
      refresh,
      workingHours: viewerDollars(dashboard, refresh, WORKING_HOURS),
      allHours: viewerDollars(dashboard, refresh, ALL_HOURS),
    })),
  }));
}

/** A month like the time that was measured; what is expected where nothing was. */
function monthOf(settings: BilledSettings, measured: MeasuredUsage | undefined) {
  const expected = expectedTraffic(settings);
  if (measured === undefined)
    return { usage: new Map(), traffic: expected, requests: trafficTotals(expected).requests };
  const usage = timesUsage(measured.usage, MONTH / (measured.to - measured.from));
  const traffic = { ...measuredTraffic(usage, gigabytes), traced: settings.tracedShare };
  return { usage, traffic, requests: traffic.requests };
}

/** The bill of a stage for a month like the time that was measured, beside the one that its settings expect; `now` is in epoch ms. */
export function costAnswer(
  settings: BilledSettings,
  measured: MeasuredUsage | undefined,
  charges: Cost['charges'],
  now: number,
): Cost {
  const { usage, traffic, requests } = monthOf(settings, measured);
  const [expected, projected] = [stageBill(settings, expectedTraffic(settings)), stageBill(settings, traffic)];
  const instant = (at: number): string => new Date(at).toISOString();
  return {
    generatedAt: instant(now),
    ...(measured === undefined
      ? {}
      : {
          measured: {
            ...{ from: instant(measured.from), to: instant(measured.to) },
            requests: answeredRequests(measured.usage),
          },
        }),
    requests: { expected: trafficTotals(expectedTraffic(settings)).requests, projected: requests },
    ...(settings.monthlyBudget > 0 ? { budget: settings.monthlyBudget } : {}),
    lines: beside(expected, projected),
    total: { expected: total(expected), projected: total(projected) },
    functions: functionCosts(usage),
    metrics: metricsOf(traffic),
    viewers: viewersOf(),
    charges,
  };
}
