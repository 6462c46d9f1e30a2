import type { ObjectiveTally } from '../../../../functions/ops/slo-responses.ts';
import { Badge } from '../../ui/badge.tsx';
import { keptOf } from './objective-words.ts';

/** Whether an objective was kept. */
export function KeptBadge({ of }: { of: ObjectiveTally }) {
  switch (keptOf(of)) {
    case 'true':
      return <Badge tone="good">Kept</Badge>;
    case 'false':
      return <Badge tone="bad">Not kept</Badge>;
    case 'unknown':
      return <Badge>No events</Badge>;
  }
}
