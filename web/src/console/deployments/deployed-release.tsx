import type { Deployments } from '../../../../functions/ops/responses.ts';
import { formatRelative } from '../../ui/format-time.ts';
import type { Live } from '../use-live.ts';
import { isQuiet, liveDeployment, underWay } from './live-release.ts';

/** Which release answers and since when, or which one is being deployed and how far it is. */
export function DeployedRelease({ deployments }: { deployments: Live<Deployments> }) {
  if (deployments.status !== 'ready') return null;
  const { version, generatedAt } = deployments.data;
  const running = underWay(deployments.data);
  const live = liveDeployment(deployments.data);
  if (running) {
    const { deployment, step } = running;
    return (
      <>
        Deploying <a href={`/ops/deployments/${deployment.id}`}>{deployment.version}</a>: {step}
        {isQuiet(deployment, generatedAt) &&
          `, last heard of ${formatRelative(deployment.heartbeatAt, Date.parse(generatedAt))}`}
      </>
    );
  }
  if (live === undefined) return <>Release {version}</>;
  return (
    <>
      Deployed: <a href={`/ops/deployments/${live.id}`}>{version}</a>,{' '}
      {formatRelative(live.endedAt ?? live.startedAt, Date.parse(generatedAt))}
    </>
  );
}
