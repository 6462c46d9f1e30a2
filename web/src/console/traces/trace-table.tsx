import './traces.css';
import './waterfall.css';
import type { TraceOverview } from '../../../../functions/ops/responses.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatDuration } from '../../ui/format-number.ts';
import { type Column, Table } from '../../ui/table.tsx';
import { Moment } from '../moment.tsx';
import { TraceOutcomeBadge } from './trace-outcome.tsx';

/** Shortest bar, in percent: what is quickest can still be seen. */
const SHORTEST = 1.5;

/** What a duration is of the longest one, in percent of a bar. */
export function durationShare(durationMs: number, longestMs: number): number {
  return longestMs > 0 ? Math.max(SHORTEST, (durationMs / longestMs) * 100) : SHORTEST;
}

function Duration({ trace, longest }: { trace: TraceOverview; longest: number }) {
  const tone = trace.fault ? 'fault' : trace.error || trace.throttle ? 'error' : 'ok';
  return (
    <span class="trace-duration">
      <span class="trace-duration-scale">
        <span
          class={`segment-bar segment-bar-${tone}`}
          style={{ width: `${durationShare(trace.durationMs, longest)}%` }}
        />
      </span>
      <span class="number">{formatDuration(trace.durationMs)}</span>
    </span>
  );
}

const shortName = (name: string) => name.replace(/^smallcart-[a-z0-9]+-/, '');

function columns(now: string, longest: number): Column<TraceOverview>[] {
  return [
    {
      id: 'request',
      header: 'Request',
      cell: ({ id, method, route, entryPoint }) => (
        <a href={`/ops/traces/${id}`}>{[method, route].filter(Boolean).join(' ') || shortName(entryPoint ?? id)}</a>
      ),
    },
    { id: 'at', header: 'When', cell: ({ at }) => <Moment at={at} now={now} /> },
    { id: 'outcome', header: 'Outcome', cell: (trace) => <TraceOutcomeBadge flags={trace} status={trace.status} /> },
    { id: 'duration', header: 'Duration', cell: (trace) => <Duration trace={trace} longest={longest} /> },
    {
      id: 'services',
      header: 'Services',
      cell: ({ services }) => (
        // In full, as filter expressions take them.
        <span class="trace-services">{services.join(', ')}</span>
      ),
    },
  ];
}

type TraceTableProps = {
  traces: readonly TraceOverview[];
  /** ISO. */
  now: string;
  /** Whether there are others before these. */
  more: boolean;
  captionHidden?: boolean;
};

/** Traces with their durations as bars, the longest one as wide as its column. */
export function TraceTable({ traces, now, more, captionHidden = false }: TraceTableProps) {
  const longest = Math.max(0, ...traces.map(({ durationMs }) => durationMs));
  return (
    <div class="traces">
      <Table
        caption={more ? `The latest ${traces.length} traces; there are more.` : `${traces.length} traces`}
        captionHidden={captionHidden}
        columns={columns(now, longest)}
        rows={traces}
        rowKey={({ id }) => id}
        empty={
          more ? (
            <EmptyState title="No traces yet">
              X-Ray was not asked for the whole range at once: none of the latest requests fits, earlier ones may.
            </EmptyState>
          ) : (
            <EmptyState title="No traces">
              No request in this range fits the filter. A trace appears a few seconds after its request.
            </EmptyState>
          )
        }
      />
    </div>
  );
}
