import type { DeploymentOverview } from '../../../functions/ops/responses.ts';
import { formatRelative } from '../ui/format-time.ts';
import { Notice } from '../ui/notice.tsx';

/** A deployment says every 15 seconds that it still runs. */
const QUIET_MS = 90_000;

/** Tells of a deployment that runs by its record but has not been heard of for a while; nothing of any other. */
export function DeploymentHeartbeat({ deployment, now }: { deployment: DeploymentOverview; now: string }) {
  const { status, heartbeatAt } = deployment;
  const seen = Date.parse(now);
  if (status !== 'running' || seen - Date.parse(heartbeatAt) < QUIET_MS) return null;
  return (
    <Notice tone="warn" title={`Last heard of ${formatRelative(heartbeatAt, seen)}`}>
      If it was killed, the next deployment closes it and says so.
    </Notice>
  );
}
