import type { Traces } from '../../../../functions/ops/responses.ts';
import { formatDuration } from '../../ui/format-number.ts';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { consoleApi } from '../console-api.ts';
import { LiveView } from '../live-view.tsx';
import { useLive } from '../use-live.ts';
import type { FactsOf, PanelView } from './panel-view.ts';

/** Traces that a panel names; the page of traces has them all. */
const MOST = 8;

/** GetTraceSummaries looks at six hours at most. */
const LONGEST = 360;

type Found = Traces['traces'][number];

function Found({ traces, more }: { traces: readonly Found[]; more: string }) {
  if (traces.length === 0) return <p class="panel-empty">No such trace in this range.</p>;
  return (
    <>
      <Table
        caption="Traces"
        captionHidden
        columns={[
          {
            id: 'request',
            header: 'Request',
            cell: ({ id, method = '', route = id }) => <a href={`/ops/traces/${id}`}>{`${method} ${route}`.trim()}</a>,
          },
          { id: 'status', header: 'Status', cell: ({ status }) => status ?? '–' },
          { id: 'duration', header: 'Duration', align: 'end', cell: ({ durationMs }) => formatDuration(durationMs) },
          { id: 'at', header: 'At', cell: ({ at }) => <Time at={at} /> },
        ]}
        rows={traces.slice(0, MOST)}
        rowKey={({ id }) => id}
      />
      <p class="soft">
        <a href={more}>All of them</a>
      </p>
    </>
  );
}

/** The latest traces that a panel's filter expression lets through. */
export function TracesBody({ facts, view }: { facts: FactsOf<'traces'>; view: PanelView }) {
  const { settings, figures } = view;
  const chosen = figures.status === 'ready' ? figures.data.traces.find(({ id }) => id === facts.id) : undefined;
  const filter = chosen?.filter ?? facts.filter;
  const look = { minutes: Math.min(settings.minutes, LONGEST), until: settings.until };
  const live = useLive(JSON.stringify([look, filter]), consoleApi.traces(look, filter), {
    intervalMs: settings.refreshMs,
    paused: settings.paused || settings.until !== undefined,
  });
  const range = settings.until === undefined ? { range: String(settings.minutes) } : { until: settings.until };
  return (
    <LiveView live={live} what={facts.title}>
      {({ traces }) => (
        <Found traces={traces} more={`/ops/traces?${new URLSearchParams({ ...range, filter: facts.filter })}`} />
      )}
    </LiveView>
  );
}
