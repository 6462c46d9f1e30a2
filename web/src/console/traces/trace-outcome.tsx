import type { TraceOverview } from '../../../../functions/ops/responses.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';

type Flags = Pick<TraceOverview, 'fault' | 'error' | 'throttle'>;

function outcome({ fault, error, throttle }: Flags): { tone: Tone; label: string } {
  if (fault) return { tone: 'bad', label: 'Fault' };
  if (throttle) return { tone: 'warn', label: 'Throttled' };
  if (error) return { tone: 'warn', label: 'Error' };
  return { tone: 'good', label: 'OK' };
}

/** How a trace ended, in X-Ray's words, with the HTTP status if there is one. */
export function TraceOutcomeBadge({ flags, status }: { flags: Flags; status?: number | undefined }) {
  const { tone, label } = outcome(flags);
  return <Badge tone={tone}>{status === undefined ? label : `${status} ${label}`}</Badge>;
}
