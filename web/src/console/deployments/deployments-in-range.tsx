import { formatClock } from '../../ui/format-time.ts';
import type { ReleaseMark } from '../charts/release-marks.ts';

/** The releases that charts mark with a dashed line, each leading to its deployment; nothing when there are none. */
export function DeploymentsInRange({ marks }: { marks: readonly ReleaseMark[] }) {
  if (marks.length === 0) return null;
  return (
    <p class="deployments-in-range soft">
      <span class="swatch-mark" />
      Deployed in this range:
      {marks.map(({ at, label, deploymentId }) => (
        <span key={`${at} ${label}`}>
          <a href={`/ops/deployments/${deploymentId}`}>{label}</a> at <span class="number">{formatClock(at)}</span>
        </span>
      ))}
    </p>
  );
}
