import { LiveView } from '../live-view.tsx';
import type { Look } from '../time-range.ts';
import { useLive } from '../use-live.ts';
import { TraceTable } from './trace-table.tsx';
import { tracesApi } from './traces-api.ts';

/** X-Ray bills each trace that it looks at. */
const MINUTE = 60_000;

type TraceListProps = {
  look: Look;
  /** X-Ray's filter expression; empty for every trace. */
  filter: string;
  paused: boolean;
  /** The most that are shown. */
  limit?: number;
  /** A minute unless given. */
  intervalMs?: number;
};

/** The latest traces that a filter expression lets through, loaded by itself, for panels and pages about something else. */
export function TraceList({ look, filter, paused, limit = 20, intervalMs = MINUTE }: TraceListProps) {
  const { minutes, until } = look;
  const live = useLive(`traces ${minutes} ${until} ${filter}`, tracesApi.list({ minutes, until }, filter), {
    intervalMs,
    paused: paused || until !== undefined,
  });
  return (
    <LiveView live={live} what="traces">
      {({ traces, generatedAt, nextCursor }) => (
        <TraceTable
          traces={traces.slice(0, limit)}
          now={generatedAt}
          more={nextCursor !== null || traces.length > limit}
        />
      )}
    </LiveView>
  );
}
