import type { Operation } from '../../aws/aws-service.ts';
import { dashboardNotFound } from '../errors.ts';
import { read } from '../read-input.ts';
import type { ServiceState } from '../service-state.ts';

/** DeleteDashboards: all of them, or none when one does not exist. */
export function deleteDashboards({ dashboards }: Pick<ServiceState, 'dashboards'>): Operation {
  return (input) => {
    const members = read(input);
    members.requiredList('DashboardNames');
    const names = members.strings('DashboardNames') ?? [];
    const missing = names.find((name) => dashboards.get(name) === undefined);
    if (missing !== undefined) throw dashboardNotFound(missing);
    for (const name of names) dashboards.delete(name);
    return {};
  };
}
