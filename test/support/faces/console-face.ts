import type {
  DashboardFacts,
  DashboardFigures,
  Dashboards,
  PanelFacts,
  PanelRows,
} from '../../../functions/ops/dashboards/dashboard-responses.ts';
import type { Alarms, Traces } from '../../../functions/ops/responses.ts';
import type { ServiceMap } from '../../../functions/ops/service-map/service-map-responses.ts';
import type { TimeRange } from '../grafana/periods.ts';
import { callApi } from '../shopper.ts';
import { figures, rows, type Shown, traces } from './shown.ts';

/** The console's variables, where something else is chosen than at first. */
export type ConsoleChoice = { readonly function?: string; readonly route?: string; readonly period?: string };

type Look = {
  readonly siteUrl: string;
  /** Of somebody who may look. */
  readonly authorization: string;
  readonly range: TimeRange;
  readonly choice?: ConsoleChoice;
};

async function read<Body>({ siteUrl, authorization }: Look, path: string, query: Record<string, string> = {}) {
  const search = new URLSearchParams(query);
  const answer = await callApi<Body>(siteUrl, 'GET', `/api/ops/${path}?${search}`, undefined, { authorization });
  if (answer.status !== 200) throw new Error(`${path}?${search}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

function timesOf({ range: { from, to } }: Look): Record<string, string> {
  return { minutes: String((to.getTime() - from.getTime()) / 60_000), end: to.toISOString() };
}

type Known = { readonly dashboard: string; readonly figures: DashboardFigures; readonly alarms: Alarms };

function figuresOf({ figures: { panels } }: Known, { id, type }: PanelFacts): readonly string[] {
  const { series = [] } = panels.find((panel) => panel.id === id) ?? {};
  const isLatest = type !== 'timeSeries' && type !== 'bar';
  return series.flatMap(({ label, timestamps, values }) => {
    const times = timestamps.map((at) => new Date(at));
    return figures({ label, times, values }, isLatest);
  });
}

/** Who was called, how often, and how it ended. */
function servicesOf({ nodes }: ServiceMap): readonly string[] {
  return nodes.flatMap(({ id, traffic }) =>
    traffic === undefined ? [] : [`${id} ${traffic.total} ${traffic.error + traffic.throttle} ${traffic.fault}`],
  );
}

async function panelShows(look: Look, panel: PanelFacts, known: Known): Promise<readonly string[]> {
  switch (panel.type) {
    case 'logs': {
      const query = { ...timesOf(look), ...look.choice };
      return rows((await read<PanelRows>(look, `dashboards/${known.dashboard}/panels/${panel.id}`, query)).rows);
    }
    case 'traces': {
      const { filter = '' } = known.figures.traces.find(({ id }) => id === panel.id) ?? {};
      const found = await read<Traces>(look, 'traces', { ...timesOf(look), filter });
      return traces(found.traces.map(({ id }) => id));
    }
    case 'serviceMap':
      return servicesOf(await read<ServiceMap>(look, 'service-map', timesOf(look)));
    case 'alarmStates': {
      const states = new Map(known.alarms.alarms.map(({ name, state }) => [name, state]));
      return panel.alarms.map(({ name }) => `${name} ${states.get(name) ?? 'is empty'}`);
    }
    default:
      return figuresOf(known, panel);
  }
}

async function dashboardShows(look: Look, { id, title, panels }: DashboardFacts, alarms: Alarms) {
  const query = { ...timesOf(look), ...look.choice };
  const known = { dashboard: id, figures: await read<DashboardFigures>(look, `dashboards/${id}`, query), alarms };
  const shown: [string, readonly string[]][] = [];
  for (const panel of panels) shown.push([`${title} / ${panel.title}`, await panelShows(look, panel, known)]);
  return shown;
}

/** Every panel of every dashboard as the console's page is told it. */
export async function consoleShows(look: Look): Promise<Shown> {
  const { dashboards } = await read<Dashboards>(look, 'dashboards');
  const alarms = await read<Alarms>(look, 'alarms');
  const shown = await Promise.all(dashboards.map((each) => dashboardShows(look, each, alarms)));
  return new Map(shown.flat());
}
