import type { IncidentOverview } from '../../../../functions/ops/incident-responses.ts';
import { Badge } from '../../ui/badge.tsx';
import { STATUS_WORDS } from './incident-words.ts';

/** Where an incident is. */
export function IncidentBadge({ of }: { of: IncidentOverview['status'] }) {
  const { tone, label } = STATUS_WORDS[of];
  return <Badge tone={tone}>{label}</Badge>;
}
