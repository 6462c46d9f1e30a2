import type { Segment } from '../../../../functions/ops/responses.ts';
import { Notice } from '../../ui/notice.tsx';

/** Segments in whose own work something failed: those that are flagged and have no flagged one below, or tell an exception. */
export function failedSegments(segments: readonly Segment[]): readonly Segment[] {
  const flagged = segments.filter(({ fault, error, throttle }) => fault || error || throttle);
  const above = new Set(flagged.map(({ parentId }) => parentId));
  return flagged.filter(({ id, exceptions }) => exceptions.length > 0 || !above.has(id));
}

/** What an anchor leads to. */
export const segmentAnchor = (id: string): string => `segment-${id}`;

function open(id: string): void {
  const details = document.getElementById(segmentAnchor(id));
  if (details instanceof HTMLDetailsElement) details.open = true;
}

function whatFailed({ exceptions, http, throttle }: Segment): string {
  const [first] = exceptions;
  if (first !== undefined) return [first.type, first.message].filter(Boolean).join(': ');
  if (http?.status !== undefined) return `answered ${http.status}`;
  return throttle ? 'was throttled' : 'failed';
}

/** What went wrong in a trace, each leading to where. */
export function TraceProblems({ segments }: { segments: readonly Segment[] }) {
  const failed = failedSegments(segments);
  if (failed.length === 0) return null;
  return (
    <Notice tone={failed.some(({ fault }) => fault) ? 'warn' : 'neutral'} title="What went wrong">
      <ul class="trace-problems">
        {failed.map((segment) => (
          <li key={segment.id}>
            <a href={`#${segmentAnchor(segment.id)}`} onClick={() => open(segment.id)}>
              {segment.name}
            </a>{' '}
            {whatFailed(segment)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
