import type { Operation } from '../../aws/aws-service.ts';
import { dashboardNotFound } from '../errors.ts';
import { read } from '../read-input.ts';
import type { ServiceState } from '../service-state.ts';

/** GetDashboard: the body as it was put. */
export function getDashboard({ dashboards }: Pick<ServiceState, 'dashboards'>): Operation {
  return (input) => {
    const name = read(input).requiredString('DashboardName');
    const dashboard = dashboards.get(name);
    if (dashboard === undefined) throw dashboardNotFound(name);
    return { DashboardArn: dashboard.arn, DashboardBody: dashboard.body, DashboardName: name };
  };
}
