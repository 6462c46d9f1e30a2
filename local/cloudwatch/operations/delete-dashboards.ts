import type { Operation } from '../../aws/aws-service.ts';
import { dashboardNotFound, invalidValue } from '../errors.ts';
import { read } from '../read-input.ts';
import type { ServiceState } from '../service-state.ts';

const MAX_NAMES = 100;

/**
 * DeleteDashboards, up to 100 at once: as the API reference says, as many as possible are deleted when there is an error;
 * the error names those that do not exist.
 */
export function deleteDashboards({ dashboards, tags }: Pick<ServiceState, 'dashboards' | 'tags'>): Operation {
  return (input) => {
    const members = read(input);
    members.requiredList('DashboardNames');
    const names = members.strings('DashboardNames') ?? [];
    if (names.length === 0) throw invalidValue('The collection DashboardNames must not have a size less than 1.');
    if (names.length > MAX_NAMES)
      throw invalidValue(`The collection DashboardNames must not have a size greater than ${MAX_NAMES}.`);
    const missing = new Set<string>();
    for (const name of new Set(names)) {
      const dashboard = dashboards.get(name);
      if (dashboard === undefined) missing.add(name);
      else tags.clear(dashboard.arn);
      dashboards.delete(name);
    }
    if (missing.size > 0) throw dashboardNotFound([...missing].join(', '));
    return {};
  };
}
