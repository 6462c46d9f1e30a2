import { type CloudWatchClient, GetDashboardCommand, PutDashboardCommand } from '@aws-sdk/client-cloudwatch';
import { CLOUDWATCH_DASHBOARDS } from '../../monitoring/cloudwatch-dashboards/cloudwatch-dashboards.ts';
import { type DashboardMark, withMarks } from '../../monitoring/dashboard-marks.ts';
import { physicalName } from '../../monitoring/physical-name.ts';

/** How often a dashboard is marked that somebody else writes at the same time. */
const ATTEMPTS = 4;

/** The body as it is stored; undefined when there is no such dashboard. */
async function readBody(cloudWatch: CloudWatchClient, name: string): Promise<string | undefined> {
  try {
    const { DashboardBody } = await cloudWatch.send(new GetDashboardCommand({ DashboardName: name }));
    return DashboardBody;
  } catch (error) {
    // GetDashboard's own word in the query protocol is ResourceNotFound.
    if (error instanceof Error && /^(ResourceNotFound|DashboardNotFoundError)/.test(error.name)) return undefined;
    throw error;
  }
}

/** The body with the marks, as text; undefined when it has them already. */
function markedBody(body: string, marks: readonly DashboardMark[]): string | undefined {
  const before = JSON.parse(body);
  const after = JSON.stringify(withMarks(before, marks));
  return after === JSON.stringify(before) ? undefined : after;
}

/**
 * CloudWatch has no conditional write. So the dashboard is written right after it was read, and looked at again: what
 * somebody else puts there after that is kept, and marked in its turn.
 */
async function markDashboard(cloudWatch: CloudWatchClient, name: string, marks: readonly DashboardMark[]) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const body = await readBody(cloudWatch, name);
    const DashboardBody = body === undefined ? undefined : markedBody(body, marks);
    if (DashboardBody === undefined) return;
    await cloudWatch.send(new PutDashboardCommand({ DashboardName: name, DashboardBody }));
  }
}

/** Puts just these marks on every graph over time of the stage's dashboards, and leaves all else in them as it is. */
export async function markDashboards(
  cloudWatch: CloudWatchClient,
  stage: string,
  marks: readonly DashboardMark[],
): Promise<void> {
  for (const { id } of CLOUDWATCH_DASHBOARDS) await markDashboard(cloudWatch, physicalName(stage, id), marks);
}
