import './deployments.css';
import type { DeploymentOverview, Deployments } from '../../../../functions/ops/responses.ts';
import { Badge } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatDuration } from '../../ui/format-number.ts';
import { MoreButton } from '../../ui/more-button.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { consoleApi } from '../console-api.ts';
import { LiveView } from '../live-view.tsx';
import { Moment } from '../moment.tsx';
import { useEarlier } from '../use-earlier.ts';
import type { Live } from '../use-live.ts';
import { DeploymentBadge } from './deployment-badge.tsx';
import { DeploymentHeartbeat } from './deployment-heartbeat.tsx';
import { DeploymentSteps } from './deployment-steps.tsx';
import { DeploymentSummary } from './deployment-summary.tsx';
import { liveDeployment, underWay } from './live-release.ts';

const elapsed = ({ startedAt, endedAt }: DeploymentOverview, now: string) =>
  formatDuration(Math.max(0, Date.parse(endedAt ?? now) - Date.parse(startedAt)));

function Version({ of: { id, version }, live }: { of: DeploymentOverview; live: boolean }) {
  return (
    <>
      <a class="deployment-version" href={`/ops/deployments/${id}`}>
        {version}
      </a>{' '}
      {live && <Badge tone="good">Serves</Badge>}
    </>
  );
}

function columns(now: string, live: DeploymentOverview | undefined): Column<DeploymentOverview>[] {
  return [
    { id: 'version', header: 'Release', cell: (each) => <Version of={each} live={each.id === live?.id} /> },
    { id: 'status', header: 'Result', cell: ({ status }) => <DeploymentBadge of={status} /> },
    { id: 'when', header: 'When', cell: ({ startedAt }) => <Moment at={startedAt} now={now} /> },
    { id: 'duration', header: 'Took', align: 'end', cell: (each) => elapsed(each, now) },
    { id: 'actor', header: 'By', cell: ({ actor }) => <code>{actor}</code> },
    { id: 'why', header: 'Why', cell: ({ error }) => <span class="deployment-why">{error ?? '–'}</span> },
  ];
}

function UnderWay({ deployment, now }: { deployment: DeploymentOverview; now: string }) {
  return (
    <section class="deployment-now" aria-labelledby="deployment-now">
      <h2 class="deployment-title" id="deployment-now">
        <span>
          Deploying <Version of={deployment} live={false} />
        </span>
        <span class="soft">for {elapsed(deployment, now)}</span>
      </h2>
      <DeploymentHeartbeat deployment={deployment} now={now} />
      <DeploymentSteps deployment={deployment} now={now} />
    </section>
  );
}

async function earlier(cursor: string) {
  const { deployments: rows, nextCursor } = await consoleApi.deployments({ cursor })(new AbortController().signal);
  return { rows, nextCursor };
}

function List({ latest }: { latest: Deployments }) {
  const { generatedAt, stage } = latest;
  const { deployments: rows, nextCursor } = latest;
  const { rows: deployments, more, older } = useEarlier({ rows, nextCursor }, earlier);
  const running = underWay(latest);
  return (
    <div class="deployments">
      {running && <UnderWay deployment={running.deployment} now={generatedAt} />}
      <DeploymentSummary deployments={deployments} now={generatedAt} />
      <Table
        caption="Deployments, newest first"
        columns={columns(generatedAt, liveDeployment(latest))}
        rows={deployments}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Nothing has been deployed yet">
            <code>npm run deploy -- --stage {stage}</code> deploys a commit to this stage. Each deployment is listed
            here, with its steps and what was verified.
          </EmptyState>
        }
      />
      <MoreButton more={more} older={older}>
        Show earlier deployments
      </MoreButton>
    </div>
  );
}

/** The stage's deployments, the newest first, and how far one has come that runs. */
export function DeploymentsView({ live }: { live: Live<Deployments> & { refresh: () => void } }) {
  return (
    <LiveView live={live} what="deployments">
      {(latest) => <List latest={latest} />}
    </LiveView>
  );
}
