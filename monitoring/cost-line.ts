import type { AlarmDefinition } from './alarms/alarm-definition.ts';
import type { CompositeDefinition } from './alarms/composite-definition.ts';
import type { CloudWatchDashboard } from './cloudwatch-dashboards/cloudwatch-dashboard.ts';
import type { Traffic } from './traffic.ts';

/** A line of the bill: what is paid for, how much of it, and US dollars a month. */
export type CostLine = { readonly item: string; readonly quantity: string; readonly dollars: number };

/** What of a stage is paid for. */
export type Billed = {
  readonly alarms: readonly AlarmDefinition[];
  readonly composites: readonly CompositeDefinition[];
  readonly dashboards: readonly CloudWatchDashboard[];
  readonly traffic: Traffic;
  /** Whether there is an Amazon Managed Grafana workspace, and AWS WAF. */
  readonly grafana?: boolean;
  readonly firewall?: boolean;
};

/** A number as people read it. */
export const count = (quantity: number): string => Math.round(quantity).toLocaleString('en-US');

/** What is beyond the free part. */
export const payable = (quantity: number, free: number): number => Math.max(0, quantity - free);
