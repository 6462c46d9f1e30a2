import './traces.css';
import type { Traces } from '../../../../functions/ops/responses.ts';
import { MoreButton } from '../../ui/more-button.tsx';
import { LiveView } from '../live-view.tsx';
import type { ViewSettings } from '../refresh.ts';
import { useLive } from '../use-live.ts';
import { useUpdate } from '../use-update.ts';
import { filterProblem } from './filter-problem.ts';
import { type TraceFilter, traceFilterExpression } from './trace-filter.ts';
import { TraceFilterForm } from './trace-filter-form.tsx';
import { TraceTable } from './trace-table.tsx';
import { tracesApi } from './traces-api.ts';
import { useEarlierTraces } from './use-earlier-traces.ts';

type FoundProps = { of: string; latest: Traces; load: (cursor: string) => Promise<Traces> };

function Found({ of, latest, load }: FoundProps) {
  const { traces, more, older } = useEarlierTraces(of, latest, load);
  return (
    <>
      <TraceTable traces={traces} now={latest.generatedAt} more={more !== undefined} />
      <MoreButton more={more} older={older}>
        Look for earlier ones
      </MoreButton>
    </>
  );
}

type TracesViewProps = {
  settings: ViewSettings;
  filter: TraceFilter;
  /** What of the address says which time to look at. */
  look: URLSearchParams;
  onFilter: (filter: TraceFilter) => void;
};

/** The latest traces that the filter lets through, each leading to its waterfall. */
export function TracesView({ settings, filter, look, onFilter }: TracesViewProps) {
  const { minutes, until } = settings;
  const expression = traceFilterExpression(filter);
  const key = `traces ${minutes} ${until} ${expression}`;
  const live = useLive(key, tracesApi.list({ minutes, until }, expression), {
    intervalMs: settings.refreshMs,
    paused: settings.paused || until !== undefined,
  });
  useUpdate(live, settings.onUpdate);
  const problem = live.status === 'failed' ? filterProblem(live.error) : undefined;
  const earlier = (cursor: string) =>
    tracesApi.list({ minutes, until }, expression, cursor)(new AbortController().signal);
  const map = new URLSearchParams([...look, ...(expression === '' ? [] : [['filter', expression]])]);
  return (
    <>
      <TraceFilterForm filter={filter} problem={problem} onChange={onFilter} />
      {problem === undefined && (
        <>
          <p class="soft">
            <a href={`/ops/map?${map}`}>These on the service map</a>
          </p>
          <LiveView live={live} what="traces">
            {(latest) => <Found of={key} latest={latest} load={earlier} />}
          </LiveView>
        </>
      )}
    </>
  );
}
