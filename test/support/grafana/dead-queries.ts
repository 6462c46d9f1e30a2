import { awsClients } from '../aws-clients.ts';
import type { Frame } from './ask-metrics.ts';
import { askPanel, type Look } from './ask-panel.ts';
import { interpolate, type Variables } from './interpolate.ts';
import {
  chosen,
  type GrafanaPanel,
  type ProvisionedDashboard,
  provisionedDashboards,
  type Target,
} from './provisioned.ts';

type Clients = ReturnType<typeof awsClients>;
/** The alarms that a query asks for and that it has no state of. */
function untold({ refId, expression = '' }: Target, frames: readonly Frame[], variables: Variables): readonly string[] {
  const asked = interpolate(expression, variables).match(/(?<=")smallcart-[\w-]+(?=")/g) ?? [];
  const told = new Set(frames.filter((frame) => frame.refId === refId).flatMap(({ values }) => values.map(alarmOf)));
  return asked.filter((name) => !told.has(name));
}

const alarmOf = (row: unknown) => (typeof row === 'object' && row !== null && 'alarm' in row ? row.alarm : undefined);

async function deadOf(clients: Clients, panel: GrafanaPanel, look: Look): Promise<readonly string[]> {
  const frames = await askPanel(clients, panel, look);
  const alive = new Set(frames.filter(({ values }) => values.length > 0).map(({ refId }) => refId));
  const shown = (panel.targets ?? []).filter(({ hide = false }) => !hide);
  return [
    ...shown.map(({ refId }) => refId).filter((refId) => !alive.has(refId)),
    ...shown.flatMap((target) => untold(target, frames, look.variables)),
  ];
}

async function deadInDashboard(
  clients: Clients,
  dashboard: ProvisionedDashboard,
  { range, now }: Pick<Look, 'range' | 'now'>,
  texts: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const variables = chosen(dashboard, texts);
  const dead: string[] = [];
  for (const panel of dashboard.panels) {
    const where = `${dashboard.title} / ${panel.title}`;
    try {
      dead.push(...(await deadOf(clients, panel, { range, now, variables })).map((refId) => `${where}: ${refId}`));
    } catch (error) {
      dead.push(`${where}: ${error}`);
    }
  }
  return dead;
}

/**
 * The queries of Grafana's panels, as they are in the provisioning folder, for which a running system has no data, or only an
 * error, `Overview / Requests: requests`, and the alarms whose state they do not show.
 * @param texts what a viewer has chosen otherwise than Grafana does at first
 */
export async function deadQueries(
  awsUrl: string,
  look: Pick<Look, 'range' | 'now'>,
  texts: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const clients = awsClients(awsUrl);
  const dead = await Promise.all(provisionedDashboards().map((each) => deadInDashboard(clients, each, look, texts)));
  return dead.flat();
}
