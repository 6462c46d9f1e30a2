import type { DeploymentStatus } from '../../../../functions/ops/responses.ts';
import { Badge } from '../../ui/badge.tsx';
import { DEPLOYMENT_WORDS } from './deployment-words.ts';

/** How a deployment stands or ended. */
export function DeploymentBadge({ of }: { of: DeploymentStatus }) {
  const { tone, label } = DEPLOYMENT_WORDS[of];
  return <Badge tone={tone}>{label}</Badge>;
}
