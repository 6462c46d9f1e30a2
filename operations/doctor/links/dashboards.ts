import { paginateListDashboards } from '@aws-sdk/client-cloudwatch';
import { CLOUDWATCH_DASHBOARDS } from '../../../monitoring/cloudwatch-dashboards/cloudwatch-dashboards.ts';
import { physicalName } from '../../../monitoring/physical-name.ts';
import { type Finding, orOk, wrong } from '../finding.ts';
import type { Link } from '../link.ts';

/** What is wrong when not all dashboards are among those of that name. */
export function dashboardFindings(stage: string, names: readonly string[]): readonly Finding[] {
  return CLOUDWATCH_DASHBOARDS.map(({ id }) => physicalName(stage, id))
    .filter((name) => !names.includes(name))
    .map((name) => wrong(`There is no dashboard ${name}.`, 'Deploy the stage again.'));
}

/** Whether CloudWatch has the dashboards; what they show is whoever’s who edits them. */
export const dashboards: Link = {
  name: 'dashboards',
  examine: async ({ ask, stage }) => {
    const names = await ask('cloudwatch:ListDashboards', async ({ cloudWatch: client }) => {
      const all: string[] = [];
      const pages = paginateListDashboards({ client }, { DashboardNamePrefix: physicalName(stage, '') });
      for await (const { DashboardEntries = [] } of pages)
        all.push(...DashboardEntries.map(({ DashboardName = '' }) => DashboardName));
      return all;
    });
    return orOk(dashboardFindings(stage, names), `All ${CLOUDWATCH_DASHBOARDS.length} are there.`);
  },
};
