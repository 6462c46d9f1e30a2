import type { Operation } from '../../aws/aws-service.ts';
import { page } from '../page.ts';
import { read, wireTime } from '../read-input.ts';
import type { ServiceState } from '../service-state.ts';

const PAGE = 1000;

/** ListDashboards by name, optionally those whose name begins with a prefix. */
export function listDashboards({ dashboards }: Pick<ServiceState, 'dashboards'>): Operation {
  return (input) => {
    const members = read(input);
    const found = dashboards.list(members.string('DashboardNamePrefix') ?? '');
    const { items, nextToken } = page(found, members.string('NextToken'), PAGE);
    return {
      DashboardEntries: items.map(({ name, arn, body, modified }) => ({
        DashboardName: name,
        DashboardArn: arn,
        LastModified: wireTime(modified),
        Size: Buffer.byteLength(body),
      })),
      ...(nextToken !== undefined && { NextToken: nextToken }),
    };
  };
}
