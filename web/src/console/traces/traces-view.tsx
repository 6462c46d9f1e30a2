import './traces.css';
import type { TraceOverview } from '../../../../functions/ops/responses.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatDuration } from '../../ui/format-number.ts';
import { type Column, Table } from '../../ui/table.tsx';
import { consoleApi } from '../console-api.ts';
import { LiveView } from '../live-view.tsx';
import { Moment } from '../moment.tsx';
import { REFRESH_MS, type ViewSettings } from '../refresh.ts';
import { useLive } from '../use-live.ts';
import { useUpdate } from '../use-update.ts';
import { type TraceFilter, traceFilterExpression } from './trace-filter.ts';
import { TraceFilterForm } from './trace-filter-form.tsx';
import { TraceOutcomeBadge } from './trace-outcome.tsx';

/** X-Ray answers at most for six hours at a time. */
const LONGEST_MINUTES = 360;

function columns(now: string): Column<TraceOverview>[] {
  return [
    {
      id: 'request',
      header: 'Request',
      cell: ({ id, method, route, entryPoint }) => (
        <a href={`/ops/traces/${id}`}>{[method, route].filter(Boolean).join(' ') || entryPoint || id}</a>
      ),
    },
    { id: 'at', header: 'When', cell: ({ at }) => <Moment at={at} now={now} /> },
    { id: 'outcome', header: 'Outcome', cell: (trace) => <TraceOutcomeBadge flags={trace} status={trace.status} /> },
    { id: 'duration', header: 'Duration', align: 'end', cell: ({ durationMs }) => formatDuration(durationMs) },
    {
      id: 'services',
      header: 'Services',
      cell: ({ services }) => <span class="trace-services">{services.join(', ')}</span>,
    },
  ];
}

type TracesViewProps = { settings: ViewSettings; filter: TraceFilter; onFilter: (filter: TraceFilter) => void };

/** The latest traces that the filter lets through, each leading to its waterfall. */
export function TracesView({ settings, filter, onFilter }: TracesViewProps) {
  const minutes = Math.min(settings.minutes, LONGEST_MINUTES);
  const expression = traceFilterExpression(filter);
  const { until } = settings;
  const live = useLive(`traces ${minutes} ${until} ${expression}`, consoleApi.traces({ minutes, until }, expression), {
    intervalMs: REFRESH_MS,
    paused: settings.paused || until !== undefined,
  });
  useUpdate(live, settings.onUpdate);
  return (
    <>
      <TraceFilterForm filter={filter} onChange={onFilter} />
      <LiveView live={live} what="traces">
        {({ traces, generatedAt, nextCursor }) => (
          <div class="traces">
            <Table
              caption={
                nextCursor !== null ? `The latest ${traces.length} traces; there are more.` : `${traces.length} traces`
              }
              columns={columns(generatedAt)}
              rows={traces}
              rowKey={({ id }) => id}
              empty={
                <EmptyState title="No traces">
                  No request in this range fits the filter. A trace appears a few seconds after its request.
                </EmptyState>
              }
            />
            {settings.minutes > LONGEST_MINUTES && (
              <p class="soft">These are of the last six hours of the range, which is as far as X-Ray looks at once.</p>
            )}
          </div>
        )}
      </LiveView>
    </>
  );
}
