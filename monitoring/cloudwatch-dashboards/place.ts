import type { Target } from '../metric-query.ts';

/** Where a dashboard lands: how its metrics, its Region and its alarms are called there. */
export type DashboardPlace<Name> = {
  readonly target: Target<Name>;
  readonly region: string;
  /** The ARN of the alarm of that name. */
  readonly alarmArn: (name: string) => Name;
};
