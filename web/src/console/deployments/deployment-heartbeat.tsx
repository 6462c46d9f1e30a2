import type { DeploymentOverview } from '../../../../functions/ops/responses.ts';
import { formatRelative } from '../../ui/format-time.ts';
import { Notice } from '../../ui/notice.tsx';
import { isQuiet } from './live-release.ts';

/** Tells of a deployment that runs by its record but has not been heard of for a while; nothing of any other. */
export function DeploymentHeartbeat({ deployment, now }: { deployment: DeploymentOverview; now: string }) {
  if (!isQuiet(deployment, now)) return null;
  return (
    <Notice tone="warn" title={`Last heard of ${formatRelative(deployment.heartbeatAt, Date.parse(now))}`}>
      If it was killed, the next deployment closes it and says so.
    </Notice>
  );
}
