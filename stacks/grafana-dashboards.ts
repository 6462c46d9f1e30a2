import { grafanaDashboard } from '../grafana/grafana-dashboard.ts';
import { stageTag } from '../grafana/links.ts';
import { cloudWatchSettings, folderTitle, sourceSettings } from '../grafana/provisioning.ts';
import { sourcesOf } from '../grafana/sources.ts';
import { uid } from '../grafana/uid.ts';
import { DASHBOARDS } from '../monitoring/dashboards/dashboards.ts';
import { APP } from '../monitoring/physical-name.ts';
import { region } from './place.ts';

/** By the role of the workspace, which may read what the stage measures and nothing else. */
const BY_ITS_ROLE = 'ec2_iam_role';

/** Two weeks, the half of what Amazon Managed Grafana allows: longer than the week for which a token is used. */
const TOKEN_LIFE = 14 * 86_400;
const WEEK = 7 * 86_400_000;

/**
 * Grafana's own API, for as long as a deployment takes: a token cannot be prolonged, so that each week has another one, which
 * a deployment makes before it takes the old one away.
 */
function createProvider(workspace: aws.grafana.Workspace): grafana.Provider {
  const account = new aws.grafana.WorkspaceServiceAccount('Grafana-deployer', {
    name: 'deployer',
    grafanaRole: 'ADMIN',
    workspaceId: workspace.id,
  });
  const token = new aws.grafana.WorkspaceServiceAccountToken('Grafana-token', {
    name: `week-${Math.floor(Date.now() / WEEK)}`,
    secondsToLive: TOKEN_LIFE,
    serviceAccountId: account.serviceAccountId,
    workspaceId: workspace.id,
  });
  return new grafana.Provider('GrafanaApi', { url: $interpolate`https://${workspace.endpoint}`, auth: token.key });
}

type Options = { readonly provider: grafana.Provider; readonly deletedWith: $util.Resource };

function createSources(options: Options): grafana.oss.DataSource[] {
  const { cloudWatch, xRay } = sourcesOf($app.stage);
  const common = region.apply((name) => sourceSettings({ region: name }, BY_ITS_ROLE));
  const whole = common.apply((settings) => ({ ...settings, ...cloudWatchSettings($app.stage) }));
  return [
    new grafana.oss.DataSource(
      'Grafana-cloudwatch',
      {
        name: 'CloudWatch',
        type: cloudWatch.type ?? '',
        uid: cloudWatch.uid ?? '',
        jsonDataEncoded: $jsonStringify(whole),
      },
      options,
    ),
    new grafana.oss.DataSource(
      'Grafana-x-ray',
      { name: 'X-Ray', type: xRay.type ?? '', uid: xRay.uid ?? '', jsonDataEncoded: $jsonStringify(common) },
      options,
    ),
  ];
}

/** Marks the release on every graph; the marks of those before it stay when their turn is over. */
function markRelease(version: string, options: Options): void {
  const tags = [APP, stageTag($app.stage), 'deployment'];
  const kept = { ...options, retainOnDelete: true };
  new grafana.oss.Annotation(`Grafana-release-${version}`, { text: `Deployed ${version}`, tags }, kept);
}

type Place = {
  readonly apiId: $util.Input<string>;
  readonly siteUrl: $util.Input<string>;
  /** The release that is deployed. */
  readonly version?: string;
};

/** The data sources, the folder and the eight dashboards of a workspace; they go with it. */
export function createGrafanaDashboards(workspace: aws.grafana.Workspace, { apiId, siteUrl, version }: Place): void {
  const options = { provider: createProvider(workspace), deletedWith: workspace };
  const sources = createSources(options);
  const folder = new grafana.oss.Folder(
    'Grafana-folder',
    { title: folderTitle($app.stage), uid: uid($app.stage, 'folder') },
    options,
  );
  if (version !== undefined) markRelease(version, options);
  const stage = $resolve([apiId, siteUrl]).apply(([id, url]) => ({ stage: $app.stage, apiId: id, siteUrl: url }));
  for (const dashboard of DASHBOARDS) {
    new grafana.oss.Dashboard(
      `Grafana-${dashboard.id}`,
      {
        folder: folder.uid,
        configJson: stage.apply((each) => JSON.stringify(grafanaDashboard(dashboard, each))),
        overwrite: true,
      },
      { ...options, dependsOn: sources },
    );
  }
}
