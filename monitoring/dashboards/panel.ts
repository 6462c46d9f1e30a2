import type { MetricQuery } from '../metric-query.ts';
import type { SloId } from '../slos.ts';

/** Units of a panel's values, as shown to people; each face maps them to its own. */
export type PanelUnit =
  | 'requests'
  | '%'
  | 'ms'
  | 's'
  | 'orders'
  | 'cents'
  | 'dollars'
  | 'success'
  | 'payments'
  | 'alerts'
  | 'accounts'
  | 'carts'
  | 'products'
  | 'messages'
  | 'invocations'
  | 'calls'
  | 'deployments'
  | 'lines'
  | 'traces'
  | 'MB'
  | 'bytes'
  | 'burn rate'
  | 'hours';

/** What every panel says of itself. */
type PanelFacts = {
  /** Unique within its dashboard: the panel's address. */
  readonly id: string;
  readonly title: string;
  /** One sentence on what to read from it. */
  readonly description: string;
  /** How much of a row it takes; half of it unless given. */
  readonly width?: 'quarter' | 'third' | 'half' | 'full';
};

/** What a panel shows of time. */
type Timed = {
  /** Seconds of a datapoint; longer where the variable `period`, the range or CloudWatch's retention wants it. */
  readonly period: number;
  /** Seconds up to the end of what is chosen that it shows, whatever its beginning: such as the thirty days of an objective. */
  readonly span?: number;
};

/** What belongs to a panel's figures: their thresholds are drawn, and their runbooks linked. */
type Alarmed = {
  /** Ids of alarms, most severe first. */
  readonly alarms?: readonly string[];
};

/** Figures of metrics, or of metric math over them: the same queries on every face. */
export type MetricPanel = PanelFacts &
  Alarmed &
  Timed & {
    /**
     * Over time as lines, or as bars of each period; the latest figure of each query, as a number or against a range; or a row
     * for each query. "Latest" is the last datapoint of the range that has a value.
     */
    readonly type: 'timeSeries' | 'bar' | 'stat' | 'gauge' | 'table';
    readonly unit: PanelUnit;
    readonly queries: readonly MetricQuery[];
    /** Whether its figures may be below 0, so that its axis does not begin there. */
    readonly signed?: true;
    /** Of a gauge; 0 to 100 unless given. */
    readonly range?: { readonly min: number; readonly max: number };
  };

/** What a saved query of Logs Insights (monitoring/queries.ts) answers: its rows, or its figures over time or by group. */
export type LogsPanel = PanelFacts &
  Alarmed & {
    readonly type: 'logs';
    /** Id of the saved query. */
    readonly query: string;
    readonly view: 'lines' | 'table' | 'bar' | 'timeSeries';
    readonly unit: PanelUnit;
  };

/** The latest traces that a filter expression lets through. */
export type TracesPanel = PanelFacts & { readonly type: 'traces'; readonly filter: string };

/** One panel of a dashboard, whatever it shows. */
export type Panel =
  | MetricPanel
  | LogsPanel
  /** The states of alarms and composites, most severe first. */
  | (PanelFacts & { readonly type: 'alarmStates'; readonly alarms: readonly string[] })
  /** What calls what, with latency, errors and throughput, by X-Ray. */
  | (PanelFacts & { readonly type: 'serviceMap' })
  | TracesPanel
  /** What is left of an objective's error budget, and how fast it burns. */
  | (PanelFacts &
      Timed & {
        readonly type: 'sloBudget';
        readonly slo: SloId;
        readonly unit: PanelUnit;
        readonly queries: readonly MetricQuery[];
      });

/** Ids of the eight dashboards, in the order in which they are listed. */
export const DASHBOARD_IDS = [
  'overview',
  'system',
  'business',
  'inventory',
  'infrastructure',
  'slos',
  'deployments',
  'telemetry',
] as const;
export type DashboardId = (typeof DASHBOARD_IDS)[number];

/** A dashboard, as every face shows it. */
export type DashboardDefinition = {
  readonly id: DashboardId;
  readonly title: string;
  /** Whom it serves and what it answers, one sentence. */
  readonly description: string;
  readonly panels: readonly Panel[];
};
