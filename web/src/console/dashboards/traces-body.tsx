import { TraceList } from '../traces/trace-list.tsx';
import type { FactsOf, PanelView } from './panel-view.ts';

/** Traces that a panel names; the page of traces has them all. */
const MOST = 8;

/** GetTraceSummaries looks at six hours at most. */
const LONGEST = 360;

/** The latest traces that a panel's filter expression lets through, as chosen. */
export function TracesBody({ facts, view }: { facts: FactsOf<'traces'>; view: PanelView }) {
  const { settings, figures } = view;
  const chosen = figures.status === 'ready' ? figures.data.traces.find(({ id }) => id === facts.id) : undefined;
  const { until, minutes } = settings;
  return (
    <TraceList
      look={{ minutes: Math.min(minutes, LONGEST), until }}
      filter={chosen?.filter ?? facts.filter}
      paused={settings.paused}
      limit={MOST}
      intervalMs={settings.refreshMs}
    />
  );
}
