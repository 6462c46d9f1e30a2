import './deployments.css';
import type { DeploymentOverview } from '../../../../functions/ops/responses.ts';
import { formatDuration } from '../../ui/format-number.ts';
import { STEP_NAMES, STEP_WORDS } from './deployment-words.ts';
import { type StepBar, stepBars } from './step-bars.ts';

function Step({ step: { name, status, bar, durationMs, error } }: { step: StepBar }) {
  const { label, purpose } = STEP_NAMES[name];
  return (
    <li class="deployment-step" data-status={status}>
      <span class="deployment-step-name">
        <b>{label}</b>
        <span class="soft">{purpose}</span>
      </span>
      <span class="deployment-step-status">{STEP_WORDS[status]}</span>
      <span class="deployment-step-time">
        {bar && <span class="deployment-step-bar" style={{ left: `${bar.left}%`, width: `${bar.width}%` }} />}
      </span>
      <span class="deployment-step-duration number">{durationMs === undefined ? '–' : formatDuration(durationMs)}</span>
      {error !== undefined && <p class="deployment-step-error">{error}</p>}
    </li>
  );
}

/** A deployment's steps over its time, as seen at `now` (ISO). */
export function DeploymentSteps({ deployment, now }: { deployment: DeploymentOverview; now: string }) {
  return (
    <ol class="deployment-steps" aria-label="Steps of the deployment">
      {stepBars(deployment, Date.parse(now)).map((step) => (
        <Step key={step.name} step={step} />
      ))}
    </ol>
  );
}
