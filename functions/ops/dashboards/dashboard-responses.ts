import type { DashboardId, LogsPanel, MetricPanel, Panel } from '../../../monitoring/dashboards/panel.ts';
import type { PanelThreshold } from '../../../monitoring/dashboards/panel-thresholds.ts';
import type { FunctionId, Severity } from '../../../monitoring/resources.ts';
import type { QueryAnswer } from '../insights/query-responses.ts';
import type { Series } from '../responses.ts';

/** An alarm that a panel leads to. */
export type PanelAlarm = {
  /** Its physical name. */
  name: string;
  title: string;
  severity: Severity;
  /** Name of its runbook. */
  runbook: string;
};

type Common = {
  id: string;
  title: string;
  description: string;
  width: NonNullable<Panel['width']>;
  /** Most severe first. */
  alarms: PanelAlarm[];
  thresholds: PanelThreshold[];
};

/** What is known of a panel without looking at any data. */
export type PanelFacts = Common &
  (
    | {
        type: MetricPanel['type'];
        unit: MetricPanel['unit'];
        /** Seconds between two of its datapoints, unless a longer time asks for more. */
        period: number;
        /** How many lines or figures it has, at most. */
        lines: number;
        /** Of a gauge. */
        range: { min: number; max: number };
        /** Whether it has lines of several functions, of which one can be chosen. */
        byFunction: boolean;
      }
    | {
        type: 'sloBudget';
        unit: MetricPanel['unit'];
        period: number;
        slo: { id: string; title: string; objective: number };
      }
    | {
        type: 'logs';
        unit: LogsPanel['unit'];
        view: LogsPanel['view'];
        /** Id of the saved query. */
        query: string;
      }
    | { type: 'traces'; filter: string }
    | { type: 'alarmStates' | 'serviceMap' }
  );

/** What it costs when somebody looks at a dashboard, in US dollars a month. */
export type ViewerDollars = {
  /** Seconds between two readings. */
  refresh: number;
  /** For eight hours on 22 days. */
  working: number;
  /** For a screen that always shows it. */
  always: number;
};

export type DashboardFacts = {
  id: DashboardId;
  title: string;
  description: string;
  panels: PanelFacts[];
  dollars: ViewerDollars[];
};

/** Every dashboard, and what its variables may be. */
export type Dashboards = {
  stage: string;
  dashboards: DashboardFacts[];
  variables: { function: (FunctionId | 'all')[]; route: string[]; period: string[] };
};

/** A panel's lines in a range. */
export type Figures = {
  /** Epoch ms. */
  start: number;
  /** Epoch ms, exclusive. */
  end: number;
  /** Seconds between two datapoints. */
  period: number;
  series: Series[];
  /** Why some of its data is missing, in CloudWatch's words. */
  messages: string[];
};

/** The figures of all panels of a dashboard that have some; what logs, traces and alarms say is asked for elsewhere. */
export type DashboardFigures = {
  id: DashboardId;
  generatedAt: string;
  /** Epoch ms. */
  start: number;
  /** Epoch ms, exclusive. */
  end: number;
  panels: ({ id: string } & Figures)[];
  /** Filter expressions of its panels of traces, as chosen. */
  traces: { id: string; filter: string }[];
};

/** What a panel's query of Logs Insights found, and that query as it was asked. */
export type PanelRows = QueryAnswer & {
  generatedAt: string;
  /** Epoch ms. */
  start: number;
  /** Epoch ms, exclusive. */
  end: number;
  query: string;
  functions: FunctionId[];
};
