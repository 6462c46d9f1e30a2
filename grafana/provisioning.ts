import { DASHBOARDS } from '../monitoring/dashboards/dashboards.ts';
import { customNamespace } from '../monitoring/physical-name.ts';
import { grafanaDashboard } from './grafana-dashboard.ts';
import type { GrafanaStage } from './grafana-stage.ts';
import { sourcesOf } from './sources.ts';
import { uid } from './uid.ts';

/** How a self-run Grafana reaches a stage: AWS with its own surroundings' credentials, or an endpoint that takes any. */
export type Reached = GrafanaStage & { readonly region: string; readonly endpoint?: string };

/** Where Grafana looks for what it is provisioned with, unless it was told otherwise. */
const MOUNTED_AT = '/etc/grafana/provisioning';
/** Below `dashboards/`; Grafana reads no subfolders for providers, so that the dashboards are not taken for some. */
const folderOf = (stage: string): string => `dashboards/${stage}`;
/** Of providers: how often Grafana looks for changed files, in seconds. */
const LOOK_EVERY = 30;
/** For an endpoint that takes any credentials, as the data source will not do without. */
const ANY_CREDENTIALS = { accessKey: 'grafana', secretKey: 'local' };

/** What the data sources of a stage have in common, in their settings' own members. */
export function sourceSettings({ region, endpoint }: Pick<Reached, 'region' | 'endpoint'>, authType = 'default') {
  if (endpoint === undefined) return { authType, defaultRegion: region };
  return { authType: 'keys', defaultRegion: region, endpoint };
}

/** What the CloudWatch data source of a stage has beside that. */
export function cloudWatchSettings(stage: string) {
  return {
    customMetricsNamespaces: customNamespace(stage),
    logsTimeout: '60s',
    tracingDatasourceUid: sourcesOf(stage).xRay.uid,
  };
}

function dataSources(reached: Reached) {
  const { stage, endpoint } = reached;
  const { cloudWatch, xRay } = sourcesOf(stage);
  const common = {
    access: 'proxy',
    editable: false,
    ...(endpoint === undefined ? {} : { secureJsonData: ANY_CREDENTIALS }),
  };
  const settings = sourceSettings(reached);
  return [
    {
      name: `CloudWatch (${stage})`,
      ...cloudWatch,
      ...common,
      jsonData: { ...settings, ...cloudWatchSettings(stage) },
    },
    { name: `X-Ray (${stage})`, ...xRay, ...common, jsonData: settings },
  ];
}

function provider({ stage }: Reached) {
  return {
    name: uid(stage, 'dashboards'),
    orgId: 1,
    folder: folderTitle(stage),
    folderUid: uid(stage, 'folder'),
    type: 'file',
    disableDeletion: false,
    allowUiUpdates: false,
    updateIntervalSeconds: LOOK_EVERY,
    options: { path: `${MOUNTED_AT}/${folderOf(stage)}` },
  };
}

/** The folder in which a stage's dashboards are. */
export function folderTitle(stage: string): string {
  return `SmallCart ${stage}`;
}

const text = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** The files of a Grafana's provisioning folder that shows these stages, text by path; JSON is YAML, too. */
export function provisioning(stages: readonly Reached[]): ReadonlyMap<string, string> {
  const dashboards = stages.flatMap((stage) =>
    DASHBOARDS.map(
      (each) => [`${folderOf(stage.stage)}/${each.id}.json`, text(grafanaDashboard(each, stage))] as const,
    ),
  );
  return new Map([
    ['datasources/smallcart.yaml', text({ apiVersion: 1, datasources: stages.flatMap(dataSources) })],
    ['dashboards/smallcart.yaml', text({ apiVersion: 1, providers: stages.map(provider) })],
    ...dashboards,
  ]);
}
