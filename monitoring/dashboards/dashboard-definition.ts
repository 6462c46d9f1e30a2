import type { MetricQuery } from '../metric-query.ts';

/** Units of a panel's values, as shown to people. */
export type PanelUnit =
  | 'requests'
  | '%'
  | 'ms'
  | 's'
  | 'orders'
  | 'cents'
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
  | 'MB'
  | 'hours';

/** One panel; it says by itself what to read from it. */
export type Panel = {
  readonly title: string;
  readonly description: string;
  readonly view: 'timeSeries' | 'singleValue';
  readonly unit: PanelUnit;
  /** Seconds. */
  readonly period: number;
  readonly queries: readonly MetricQuery[];
};

export type DashboardDefinition = {
  /** Last part of the physical dashboard name. */
  readonly id: string;
  readonly title: string;
  readonly panels: readonly Panel[];
};
