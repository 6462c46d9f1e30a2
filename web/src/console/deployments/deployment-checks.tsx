import './deployments.css';
import type { DeploymentCheck } from '../../../../functions/ops/responses.ts';
import { Badge } from '../../ui/badge.tsx';
import { formatDuration } from '../../ui/format-number.ts';

function Check({ check: { name, status, detail, startedAt, endedAt } }: { check: DeploymentCheck }) {
  return (
    <li class="deployment-check" data-status={status}>
      <span>{status === 'passed' ? <Badge tone="good">Passed</Badge> : <Badge tone="bad">Failed</Badge>}</span>
      <b>{name}</b>
      <p>{detail}</p>
      <span class="soft number">{formatDuration(Math.max(0, Date.parse(endedAt) - Date.parse(startedAt)))}</span>
    </li>
  );
}

const HEADINGS: Readonly<Record<DeploymentCheck['step'], string>> = {
  deploy: 'Checked before all requests went to it',
  verify: 'Verified once it served',
  rollback: 'Verified after the way back',
};

/** What was verified, step by step, each with what came of it. */
export function DeploymentChecks({ checks }: { checks: readonly DeploymentCheck[] }) {
  if (checks.length === 0) return <p class="soft">Nothing has been verified.</p>;
  const bySteps = Map.groupBy(checks, ({ step }) => step);
  return (
    <>
      {[...bySteps].map(([step, made]) => (
        <section class="deployment-step-checks" key={step}>
          <h3>{HEADINGS[step]}</h3>
          <ol class="deployment-checks">
            {made.map((check, index) => (
              <Check key={`${index} ${check.name}`} check={check} />
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}
