import type { Service, TraceSummary } from '@aws-sdk/client-xray';
import type { awsClients } from '../aws-clients.ts';
import type { Frame } from '../grafana/ask-metrics.ts';
import { askPanel, type Look } from '../grafana/ask-panel.ts';
import { interpolate } from '../grafana/interpolate.ts';
import { chosen, type GrafanaPanel, type ProvisionedDashboard, provisionedDashboards } from '../grafana/provisioned.ts';
import { figures, rows, type Shown, traces } from './shown.ts';

type Clients = Pick<ReturnType<typeof awsClients>, 'cloudwatch' | 'logs' | 'xray'>;

/** What the transformation "Filter fields by name" leaves, by a variable; every field where a panel has none. */
function fieldsLeft({ transformations = [] }: GrafanaPanel, { variables }: Look): readonly string[] | undefined {
  const filter = transformations.find(({ id }) => id === 'filterFieldsByName');
  const variable = filter?.options.include?.variable;
  return variable === undefined ? undefined : interpolate(variable, variables).split(',');
}

function serviceOf({ Name, Type, SummaryStatistics: figures }: Service): readonly string[] {
  if (figures === undefined) return [];
  const { TotalCount, ErrorStatistics, FaultStatistics } = figures;
  return [
    `${Type ?? ''}/${Name} ${TotalCount} ${ErrorStatistics?.TotalCount ?? 0} ${FaultStatistics?.TotalCount ?? 0}`,
  ];
}

/** Of an alarm, a row is its latest change; of anything else, what it says. */
function found(values: Extract<Frame, { readonly kind: 'rows' }>['values']): readonly string[] {
  const changes = values.filter(({ alarm, state }) => alarm !== undefined && state !== undefined);
  return changes.length > 0 ? changes.map(({ alarm, state }) => `${alarm} ${state}`) : rows(values);
}

function shownBy(frame: Frame, { type }: GrafanaPanel): readonly string[] {
  switch (frame.kind) {
    case 'series':
      return figures({ ...frame, label: frame.name }, type !== 'timeseries');
    case 'rows':
      return found(frame.values);
    case 'services':
      return frame.values.flatMap(serviceOf);
    case 'traces':
      return traces(frame.values.flatMap(({ Id }: TraceSummary) => Id ?? []));
    default:
      return frame satisfies never;
  }
}

async function panelShows(clients: Clients, panel: GrafanaPanel, look: Look): Promise<readonly string[]> {
  const left = fieldsLeft(panel, look);
  const frames = await askPanel(clients, panel, look);
  return frames.filter(({ name }) => left?.includes(name) ?? true).flatMap((frame) => shownBy(frame, panel));
}

async function dashboardShows(
  clients: Clients,
  dashboard: ProvisionedDashboard,
  look: Pick<Look, 'range' | 'now'>,
  texts: Readonly<Record<string, string>>,
) {
  const variables = chosen(dashboard, texts);
  const shown: [string, readonly string[]][] = [];
  for (const panel of dashboard.panels) {
    if ((panel.targets ?? []).length === 0) continue;
    shown.push([`${dashboard.title} / ${panel.title}`, await panelShows(clients, panel, { ...look, variables })]);
  }
  return shown;
}

/**
 * Every panel of every provisioned dashboard that asks for something, as its data sources answer and its transformations leave it.
 * @param texts what a viewer has chosen otherwise than Grafana does at first
 */
export async function grafanaShows(
  clients: Clients,
  look: Pick<Look, 'range' | 'now'>,
  texts: Readonly<Record<string, string>> = {},
): Promise<Shown> {
  const shown = await Promise.all(provisionedDashboards().map((each) => dashboardShows(clients, each, look, texts)));
  return new Map(shown.flat());
}
