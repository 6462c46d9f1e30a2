import type { DashboardId } from '../../../monitoring/dashboards/panel.ts';
import type { FunctionId } from '../../../monitoring/resources.ts';

/** A line of the bill in US dollars a month: as the settings expect, and as the measured traffic goes on for a month. */
export type BillLine = {
  item: string;
  expected: { quantity: string; dollars: number };
  projected: { quantity: string; dollars: number };
};

/** What a function's runs and lines come to in a month, if it goes on so; in US dollars without what is free deducted. */
export type FunctionCost = {
  id: FunctionId;
  runs: number;
  averageMs: number;
  logBytes: number;
  dollars: number;
};

/** What a custom metric with all values of its dimensions costs in a month; without what is free deducted. */
export type MetricCost = {
  name: string;
  /** How many values its dimensions have. */
  series: number;
  /** Share of the month's hours for which they are billed, from 0 to 1. */
  share: number;
  dollars: number;
};

/** What it costs in a month that one person has a dashboard open, by how often it is read. */
export type ViewerCost = {
  dashboard: DashboardId;
  title: string;
  /** In working hours, eight on 22 days, and around the clock; `refresh` in seconds. */
  costs: { refresh: number; workingHours: number; allHours: number }[];
};

/** What `GET /api/ops/cost` answers; instants are ISO 8601, amounts US dollars. */
export type Cost = {
  generatedAt: string;
  /** The time that was measured; none where no function has run in it. */
  measured?: { from: string; to: string; requests: number };
  /** Requests of a month, those that functions send themselves, such as the probe’s, among them. */
  requests: { expected: number; projected: number };
  /** Of a month; absent where there is none. */
  budget?: number;
  lines: BillLine[];
  total: { expected: number; projected: number };
  functions: FunctionCost[];
  metrics: MetricCost[];
  viewers: ViewerCost[];
  /** What AWS says was charged since the month began (UTC), oldest first; none where AWS tells nothing of it. */
  charges: { at: string; dollars: number }[];
};
