import { DASHBOARDS } from '../../monitoring/dashboards/dashboards.ts';
import { metricsARefresh, refreshDollars, SHOWN_HOURS } from '../../monitoring/grafana-cost.ts';
import { ALL_HOURS, REFRESHES, WORKING_HOURS } from '../../monitoring/viewer-cost.ts';
import { page, table } from './markdown.ts';

const SELF_RUN = `## A Grafana of one’s own

Any Grafana from 10.4 on. The folder [grafana/provisioning](../grafana/provisioning) is all it takes: mounted at \`/etc/grafana/provisioning\` it brings the data sources and a folder of dashboards of the system that \`npm start\` runs here. CloudWatch’s data source comes with Grafana; X-Ray’s is a plugin that Grafana installs as it starts, for which it needs the internet. Without it, the service map and the lists of traces say that their data source is missing; every other panel works.

\`\`\`sh
docker run --rm --network host -e GF_SERVER_HTTP_ADDR=127.0.0.1 -e GF_SERVER_HTTP_PORT=3001 \\
  -e GF_INSTALL_PLUGINS=grafana-x-ray-datasource \\
  -v "$PWD/grafana/provisioning:/etc/grafana/provisioning:ro" grafana/grafana:10.4.2
\`\`\`

The system here listens on this machine alone, which is why Grafana has to be on its network. It takes any credentials; those in the folder are no secret. If it has other ports than 3000 (the shop, which links to the console lead to) and 4566 (the AWS APIs): \`npm run grafana -- --port 8080 --aws-port 5000 --out /tmp/provisioning\`.

For stages on AWS, with credentials that may read the functions’ configuration:

\`\`\`sh
npm run grafana -- --stage production --stage staging
\`\`\`

It asks each stage for its API and its address, and writes to \`dist/grafana/provisioning\`, a folder in Grafana for each stage. Grafana reads CloudWatch, X-Ray and Logs with what AWS’s SDK finds around it (an instance’s role, the environment, a profile). What it may need is what [stacks/grafana.ts](../stacks/grafana.ts) gives the managed one: reading, nothing else. After a change of monitoring/, \`npm run grafana\` again; a test fails until then.`;

const MANAGED = `## Amazon Managed Grafana

\`grafana: true\` for a stage in [settings/stages.ts](../settings/stages.ts), and who may sign in:

\`\`\`ts
production: {
  grafana: true,
  grafanaAccess: { admins: ['user:<id>'], editors: ['group:<id>'], viewers: ['group:<id>'] },
},
\`\`\`

The ids are those of IAM Identity Center (its console shows them; \`aws identitystore list-groups\`, \`list-users\`). By SAML: \`{ signIn: 'SAML', samlMetadataUrl: 'https://…', samlRoleAttribute: 'role', admins: ['operators'] }\`, where names are values of that attribute; whoever has none of them is a viewer. The identity provider needs the workspace’s address, so the first deployment comes before its side of it.

The deployment makes the workspace (Grafana 10.4), a role that may read CloudWatch, the stage’s logs and X-Ray and change nothing, the data sources, the folder and the dashboards, and marks each release on all graphs. Its first time is an administrator’s, as the workspace belongs to the account’s sign-in. Dashboards are written with a token of two weeks that each week’s first deployment replaces; it is a secret of the deployment’s state. A deployment after more than two weeks brings a new one with it. AWS bills each active editor or administrator 9 dollars a month and each viewer 5, and may count the account that writes the dashboards as one more in months with a deployment.

Traces and the service map need X-Ray’s data source, a plugin that AWS does not put into new workspaces: after the first deployment an administrator installs it there, once, under *Administration* › *Plugins* (*X-Ray*, by its newer name *AWS Application Signals*). Its panels say that it is missing until then.

Dashboards cannot be edited in the workspace: the next deployment would undo it. Save a copy to try something.`;

const READING = `## Reading them

- **Function**, **route** and **period** above each dashboard: a function keeps its lines of panels that have several functions’, and its logs; a route keeps its logs and traces (no metric has routes); a period widens the datapoints of panels that have one a minute. A panel with longer datapoints keeps them. What the filter expressions of X-Ray cannot say stays as it is: traces are not filtered by function.
- **Stage**: each has its own folder; *Other stages* leads to the same dashboard of another.
- The strip on top says when releases came. CloudWatch’s data source can mark alarms on graphs, but no metric.
- **Alarms** are drawn where their threshold is on the panel’s axis. The data source has no alarms’ states either: the panels of alarms show the last state that the log tells of each within a day, where every change is told as it comes and the state of each alarm once an hour.
- **Traces** are those of the range that is shown, and X-Ray makes a map of six hours at most: it is of the last three whatever is shown. Zooming in shows both of another time.
- **Datapoints of five minutes and longer** begin where the range does: of the last three hours at 10:02 they are of 7:02 to 7:07 and so on, in the console of 7:00 to 7:05. A range that begins at a full hour shows the same figures in both.
- Each panel’s menu leads to its runbooks, and to the console’s logs and traces of the same time.`;

function costTable(): string {
  const dollars = (dashboard: (typeof DASHBOARDS)[number], refresh: number, hours: number) =>
    refreshDollars(dashboard, refresh, hours).toFixed(2);
  const rows = DASHBOARDS.map((dashboard) => [
    dashboard.title,
    String(metricsARefresh(dashboard)),
    ...REFRESHES.map(
      (refresh) => `${dollars(dashboard, refresh, WORKING_HOURS)} (${dollars(dashboard, refresh, ALL_HOURS)})`,
    ),
  ]);
  return table(['dashboard', 'metrics a refresh', ...REFRESHES.map((each) => `every ${each} s`)], rows);
}

const COSTS = `## What looking costs

Each refresh of a dashboard asks CloudWatch for the metrics of its panels, every panel for its own, at 0.01 dollars a thousand; none are free. Panels of logs are paid for by the lines that their queries look through, 0.005 dollars a gigabyte, and lists of traces and maps by the traces that X-Ray looks through, half a dollar a million after the first million of the month. US dollars a month for each who has it open, on ${SHOWN_HOURS} hours, at a million requests a month: eight hours on 22 days and, in brackets, around the clock. Lines and traces cost twice as much for twice the range or twice the requests. The default is a minute, as nothing has more than a datapoint a minute; 10 seconds show the last one sooner. The console asks for what several panels show once, and shares it between viewers.`;

/** docs/grafana.md: how the dashboards come to a Grafana, how to read them there, and what looking at them costs. */
export function grafanaPage(): string {
  const intro =
    'The eight [dashboards](dashboards.md) of monitoring/ in Grafana, from the same queries as in CloudWatch and in the console. A test asks every query of every panel as Grafana’s data sources would, against a running system, and wants data.';
  return page('# Grafana', intro, SELF_RUN, MANAGED, READING, COSTS, costTable());
}
