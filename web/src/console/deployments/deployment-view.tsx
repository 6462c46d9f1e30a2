import './deployments.css';
import type { DeploymentAnswer, DeploymentDetail } from '../../../../functions/ops/responses.ts';
import { Badge } from '../../ui/badge.tsx';
import { formatDuration, formatNumber } from '../../ui/format-number.ts';
import { Notice } from '../../ui/notice.tsx';
import { overviewAround } from '../around.ts';
import { consoleApi } from '../console-api.ts';
import { LiveView } from '../live-view.tsx';
import { Moment } from '../moment.tsx';
import { useLive } from '../use-live.ts';
import { useUpdate } from '../use-update.ts';
import { DeploymentBadge } from './deployment-badge.tsx';
import { DeploymentChecks } from './deployment-checks.tsx';
import { DeploymentHealthView } from './deployment-health.tsx';
import { DeploymentHeartbeat } from './deployment-heartbeat.tsx';
import { DeploymentSteps } from './deployment-steps.tsx';
import { DEPLOYMENT_WORDS } from './deployment-words.ts';

const MEGABYTE = 1_000_000;

type Fact = readonly [name: string, value: preact.ComponentChildren];

function release(version: string, id: string | undefined) {
  return id === undefined ? <code>{version}</code> : <a href={`/ops/deployments/${id}`}>{version}</a>;
}

function facts(deployment: DeploymentDetail, now: string): readonly Fact[] {
  const { commit, actor, startedAt, endedAt, previousVersion, previousId, bundleBytes, monthlyCost } = deployment;
  const took = formatDuration(Math.max(0, Date.parse(endedAt ?? now) - Date.parse(startedAt)));
  return [
    ['Commit', <code key="commit">{commit}</code>],
    ['By', <code key="actor">{actor}</code>],
    ['Began', <Moment key="began" at={startedAt} now={now} />],
    [endedAt === undefined ? 'So far' : 'Took', took],
    ['Release before', previousVersion === undefined ? 'none' : release(previousVersion, previousId)],
    ...(bundleBytes === undefined ? [] : [['Bundles', `${formatNumber(bundleBytes / MEGABYTE, 2)} MB`] satisfies Fact]),
    ...(monthlyCost === undefined ? [] : [['Month’s bill', `$${formatNumber(monthlyCost, 2)}`] satisfies Fact]),
  ];
}

function Links({ deployment, now }: { deployment: DeploymentDetail; now: string }) {
  const { endedAt, traceId } = deployment;
  return (
    <p class="deployment-links">
      {endedAt !== undefined && <a href={`/ops/traces/${traceId}`}>Its trace</a>}
      <a href={overviewAround(deployment, now)}>The overview around it</a>
    </p>
  );
}

type DetailProps = { answer: DeploymentAnswer; serves: boolean; paused: boolean };

function Detail({ answer: { deployment, generatedAt }, serves, paused }: DetailProps) {
  const { error, status } = deployment;
  return (
    <article class="deployment-detail">
      <h2 class="deployment-title">
        <span>
          Release <span class="deployment-version">{deployment.version}</span>
        </span>
        <DeploymentBadge of={status} />
        {serves && <Badge tone="good">Serves</Badge>}
      </h2>
      {error !== undefined && (
        <Notice tone={status === 'failed' ? 'bad' : 'warn'} title={DEPLOYMENT_WORDS[status].label}>
          {error}
        </Notice>
      )}
      <DeploymentHeartbeat deployment={deployment} now={generatedAt} />
      <dl class="facts">
        {facts(deployment, generatedAt).map(([name, value]) => (
          <div class="fact" key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Links deployment={deployment} now={generatedAt} />
      <DeploymentHealthView deployment={deployment} paused={paused} />
      <h3>Steps</h3>
      <DeploymentSteps deployment={deployment} now={generatedAt} />
      <DeploymentChecks checks={deployment.checks} />
      {status === 'running' && (
        <p class="visually-hidden" role="status">{`Step: ${deployment.steps.at(-1)?.name ?? 'checks'}`}</p>
      )}
    </article>
  );
}

type DeploymentViewProps = {
  id: string;
  /** Whether the release that answers is of this deployment. */
  serves: boolean;
  paused: boolean;
  intervalMs: number;
  onUpdate: (generatedAt: string) => void;
};

/** One deployment: how it went, step by step, what was verified, and where to look further. */
export function DeploymentView({ id, serves, paused, intervalMs, onUpdate }: DeploymentViewProps) {
  const live = useLive(`deployment ${id}`, consoleApi.deployment(id), { intervalMs, paused });
  useUpdate(live, onUpdate);
  return (
    <>
      <p>
        <a href="/ops/deployments">All deployments</a>
      </p>
      <LiveView live={live} what="the deployment">
        {(answer) => <Detail answer={answer} serves={serves} paused={paused} />}
      </LiveView>
    </>
  );
}
