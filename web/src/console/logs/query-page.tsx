import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { SavedQuery } from '../../../../functions/ops/insights/query-responses.ts';
import { Button } from '../../ui/button.tsx';
import { LiveView } from '../live-view.tsx';
import { LoadFailed } from '../load-failed.tsx';
import type { ViewSettings } from '../refresh.ts';
import { lookQuery } from '../time-range.ts';
import { useLive } from '../use-live.ts';
import { addressedDraft, allFunctions, asksTheSame, chosenOf, type Draft, draftOf } from './draft.ts';
import type { Found } from './follow-query.ts';
import { FunctionChoice } from './function-choice.tsx';
import type { Histogram } from './histogram.ts';
import { chosenQuery, type LogsAddress, withoutQuery } from './logs-address.ts';
import { queriesApi } from './queries-api.ts';
import { QueryEditor } from './query-editor.tsx';
import { queryProblem } from './query-problem.ts';
import { QueryResult } from './query-result.tsx';
import { SavedChoice } from './saved-choice.tsx';
import { useHistogram } from './use-histogram.ts';
import { type QueryRun, useQuery } from './use-query.ts';

export type QueryPageProps = {
  settings: ViewSettings;
  address: LogsAddress;
  /** Changes the address; what is empty is taken away. */
  onAddress: (changed: LogsAddress) => void;
};

/** What was found last: it stands until there is something new. */
type Shown = { readonly query: string; readonly found: Found; readonly histogram: Histogram | undefined };

/** What is run, by the address: each key is run once, and again when `turn` is another one. */
function useRun(draft: Draft, settings: ViewSettings, turn: number) {
  const { minutes, until } = settings;
  const request = { query: draft.text, functions: draft.functions, minutes, until };
  const key = JSON.stringify([request, turn]);
  const { run, stop } = useQuery(key, draft.text.trim() === '' ? undefined : request);
  const found = 'found' in run ? run.found : undefined;
  const histogram = useHistogram(key, request, run.status === 'done' ? found : undefined);
  const shown = useRef<Shown>(undefined);
  if (found !== undefined) shown.current = { query: draft.text, found, histogram };
  else if (run.status !== 'running') shown.current = undefined;
  return { run, stop, shown: shown.current };
}

function progress(run: QueryRun): string {
  const scanned = run.status === 'running' ? run.found?.results.statistics.recordsScanned : undefined;
  return scanned === undefined ? 'Looking…' : `Looking… ${scanned} lines so far`;
}

function Controls({ run, onRun, onStop }: { run: QueryRun; onRun: () => void; onStop: () => void }) {
  const running = run.status === 'running';
  return (
    <div class="query-controls">
      <Button variant="primary" busy={running} onClick={onRun}>
        Run
      </Button>
      {running && <Button onClick={onStop}>Stop</Button>}
      <p class="soft" role="status">
        {running ? progress(run) : run.status === 'stopped' ? 'Stopped.' : ''}
      </p>
    </div>
  );
}

function Loaded({ queries, settings, address, onAddress }: QueryPageProps & { queries: readonly SavedQuery[] }) {
  const all = useMemo(() => allFunctions(queries), [queries]);
  // Another time leaves alone what somebody writes.
  const asked = JSON.stringify(Object.keys(withoutQuery(address)).map((name) => [name, address[name]]));
  const addressed = useMemo(() => addressedDraft(address, queries), [asked, queries]);
  const [draft, setDraft] = useState(addressed);
  useEffect(() => setDraft(addressed), [addressed]);
  const [turn, setTurn] = useState(0);
  const { run, stop, shown } = useRun(addressed, settings, turn);
  const error = run.status === 'failed' ? run.error : undefined;
  const problem = queryProblem(error);
  const submit = () => {
    onAddress({ ...withoutQuery(address), ...chosenQuery(chosenOf(draft)) });
    // Anything else is run because the address changes.
    if (asksTheSame(draft, addressed)) setTurn(turn + 1);
  };
  const own = (changed: Partial<Draft>) => setDraft({ ...draft, ...changed, saved: undefined, values: {} });
  return (
    <>
      <div class="query-form-grid">
        <SavedChoice
          queries={queries}
          chosen={draft.saved}
          values={draft.values}
          onChoose={(saved) => setDraft(draftOf(saved, {}, all))}
          onValues={(values) => draft.saved !== undefined && setDraft(draftOf(draft.saved, values, all))}
        />
        <FunctionChoice all={all} chosen={draft.functions} onChange={(functions) => own({ functions })} />
      </div>
      {draft.saved !== undefined && <p class="soft">{draft.saved.description}</p>}
      <QueryEditor
        text={draft.text}
        problem={draft.text === addressed.text ? problem : undefined}
        onText={(text) => own({ text })}
        onRun={submit}
      />
      <Controls run={run} onRun={submit} onStop={stop} />
      {error !== undefined && problem === undefined && <LoadFailed error={error} onRetry={() => setTurn(turn + 1)} />}
      {shown !== undefined && (
        <QueryResult
          {...shown}
          stale={run.status === 'running' && run.found === undefined}
          look={lookQuery(address)}
          onZoom={settings.onZoom}
        />
      )}
    </>
  );
}

/** Log lines by queries of CloudWatch Logs Insights: saved ones, with their parameters, or one's own. */
export function QueryPage(props: QueryPageProps) {
  const live = useLive('saved queries', queriesApi.saved, { intervalMs: 0, paused: true });
  return (
    <LiveView live={live} what="saved queries">
      {({ queries }) => <Loaded {...props} queries={queries} />}
    </LiveView>
  );
}
