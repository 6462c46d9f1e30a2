import { DescribeAlarmHistoryCommand } from '@aws-sdk/client-cloudwatch';
import { awsClients } from '../aws-clients.ts';
import { askPanel, type Look } from './ask-panel.ts';
import { interpolate, type Variables } from './interpolate.ts';
import { chosen, type GrafanaPanel, type ProvisionedDashboard, provisionedDashboards } from './provisioned.ts';

type Clients = ReturnType<typeof awsClients>;
type Silent = { readonly noValue: string | undefined; readonly expression: string };

/** Whether no alarm that a query names has been raised, so that nothing was told of them and the panel says so. */
async function isQuiet(
  { cloudwatch }: Clients,
  { noValue, expression }: Silent,
  variables: Variables,
): Promise<boolean> {
  const names = interpolate(expression, variables).match(/(?<=")smallcart-[\w-]+(?=")/g) ?? [];
  if (noValue === undefined || names.length === 0) return false;
  const histories = await Promise.all(
    names.map((AlarmName) =>
      cloudwatch.send(new DescribeAlarmHistoryCommand({ AlarmName, HistoryItemType: 'StateUpdate' })),
    ),
  );
  const told = histories.flatMap(({ AlarmHistoryItems = [] }) => AlarmHistoryItems);
  return told.every(({ HistorySummary = '' }) => !HistorySummary.endsWith('to ALARM'));
}

async function deadOf(clients: Clients, panel: GrafanaPanel, look: Look): Promise<readonly string[]> {
  const frames = await askPanel(clients, panel, look);
  const alive = new Set(frames.filter(({ values }) => values.length > 0).map(({ refId }) => refId));
  const silent = (panel.targets ?? []).filter(({ hide = false, refId }) => !hide && !alive.has(refId));
  const { noValue } = panel.fieldConfig?.defaults ?? {};
  const quiet = await Promise.all(
    silent.map(({ expression = '' }) => isQuiet(clients, { noValue, expression }, look.variables)),
  );
  return silent.filter((_, index) => !quiet[index]).map(({ refId }) => refId);
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
 * error: `Overview / Requests: requests`.
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
