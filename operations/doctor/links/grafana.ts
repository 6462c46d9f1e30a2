import { DescribeWorkspaceCommand, paginateListWorkspaces, type WorkspaceSummary } from '@aws-sdk/client-grafana';
import { physicalName } from '../../../monitoring/physical-name.ts';
import type { Examination } from '../examination.ts';
import { type Finding, notHere, ok, wrong } from '../finding.ts';
import type { Link } from '../link.ts';

const DATA_SOURCES = ['CLOUDWATCH', 'XRAY'] as const;
const AGAIN = 'Deploy the stage again.';

/** A workspace as Amazon Managed Grafana has it. */
export type WorkspaceFacts = {
  readonly status: string | undefined;
  readonly dataSources: readonly string[] | undefined;
  readonly endpoint: string | undefined;
};

/** What is wrong with the workspace of a stage whose settings want one. */
export function workspaceFindings(workspace: WorkspaceFacts | undefined): readonly Finding[] {
  if (workspace === undefined) return [wrong('There is no Grafana workspace.', AGAIN)];
  const { status, dataSources = [], endpoint } = workspace;
  if (status !== 'ACTIVE') return [wrong(`The Grafana workspace is ${status}.`, 'See its page in the AWS console.')];
  const missing = DATA_SOURCES.filter((each) => !dataSources.includes(each));
  if (missing.length > 0) return [wrong(`Grafana may not read ${missing.join(' and ')}.`, AGAIN)];
  return [ok(`${endpoint} is active and may read CloudWatch and X-Ray.`)];
}

async function find({ ask, stage }: Examination): Promise<WorkspaceSummary | undefined> {
  return ask('grafana:ListWorkspaces', async ({ grafana: client }) => {
    for await (const { workspaces = [] } of paginateListWorkspaces({ client }, {})) {
      const found = workspaces.find(({ name }) => name === physicalName(stage, 'grafana'));
      if (found !== undefined) return found;
    }
    return undefined;
  });
}

/** Whether Grafana has its data sources, where the settings want it. */
export const grafana: Link = {
  name: 'grafana',
  examine: async (examination) => {
    const { place, settings, ask } = examination;
    if (place.kind === 'local') return [notHere('Amazon Managed Grafana is on AWS alone.')];
    if (!settings.grafana) return [notHere('The settings of the stage want no Grafana.')];
    const workspaceId = (await find(examination))?.id;
    if (workspaceId === undefined) return workspaceFindings(undefined);
    const command = new DescribeWorkspaceCommand({ workspaceId });
    const { workspace } = await ask('grafana:DescribeWorkspace', ({ grafana: client }) => client.send(command));
    const { status, dataSources, endpoint } = workspace ?? {};
    return workspaceFindings({ status, dataSources, endpoint });
  },
};
