import type { DashboardDefinition } from '../dashboards/panel.ts';
import type { FunctionId } from '../resources.ts';
import type { CloudWatchDashboardId } from './shown-in.ts';

/** A choice of one function, whose lines are then shown of every panel that has lines of several. */
export type FunctionVariable = {
  readonly id: string;
  readonly label: string;
  readonly functions: readonly FunctionId[];
  /** The one that is shown first; nothing else on the dashboard may be of it alone, as it would be replaced, too. */
  readonly first: FunctionId;
};

/** A dashboard in CloudWatch: several of ours below each other, as few are free there. */
export type CloudWatchDashboard = {
  /** Last part of its physical name. */
  readonly id: CloudWatchDashboardId;
  readonly title: string;
  readonly shows: readonly DashboardDefinition[];
  readonly variables: readonly FunctionVariable[];
};
