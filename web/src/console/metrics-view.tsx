import { EmptyState } from '../ui/empty-state.tsx';
import { ChartPanel } from './charts/chart-panel.tsx';
import { consoleApi } from './console-api.ts';
import { useDashboardRefresh } from './dashboard-refresh.ts';
import { LiveView } from './live-view.tsx';
import { QueryForm } from './query-form.tsx';
import type { ViewSettings } from './refresh.ts';
import { useLive } from './use-live.ts';
import { useUpdate } from './use-update.ts';

function Found({ settings, expression }: { settings: ViewSettings; expression: string }) {
  const { minutes, until } = settings;
  const paused = settings.paused || until !== undefined;
  const key = JSON.stringify(['metrics', minutes, until, expression]);
  const { intervalMs, onAnswer } = useDashboardRefresh(settings.refreshMs);
  const live = useLive(key, consoleApi.metrics(settings, expression), { intervalMs, paused });
  useUpdate(live, settings.onUpdate);
  useUpdate(live, onAnswer);
  return (
    <LiveView live={live} what="metrics">
      {({ start, end, ...chart }) => {
        if (chart.series.length === 0)
          return <EmptyState title="No metrics">Nothing that the expression names has data in this range.</EmptyState>;
        const widget = { ...chart, title: 'Metrics', unit: '', description: expression };
        return <ChartPanel widget={widget} start={start} end={end} marks={[]} />;
      }}
    </LiveView>
  );
}

/** Metric math by what it finds. */
const EXAMPLES = [
  ["SEARCH('{AWS/Lambda,FunctionName} Invocations', 'Sum', 60)", 'how often each function ran'],
  ["SEARCH('{AWS/Lambda,FunctionName} Duration', 'p95', 300)", 'how long each took'],
  ["SEARCH('{AWS/DynamoDB,TableName,Operation} SuccessfulRequestLatency', 'Average', 60)", 'how fast the table is'],
] as const;

function Examples({ onTake }: { onTake: (expression: string) => void }) {
  return (
    <ul class="filter-examples">
      {EXAMPLES.map(([expression, finds]) => (
        <li key={expression}>
          <button type="button" class="filter-example" onClick={() => onTake(expression)}>
            <code>{expression}</code>
          </button>{' '}
          <span class="soft">{finds}</span>
        </li>
      ))}
    </ul>
  );
}

type MetricsViewProps = { settings: ViewSettings; expression: string; onExpression: (expression: string) => void };

/** What metric math finds, as one chart. */
export function MetricsView({ settings, expression, onExpression }: MetricsViewProps) {
  return (
    <>
      <QueryForm
        fields={[
          { name: 'expression', label: 'Metric math', placeholder: "SEARCH('{AWS/Lambda,FunctionName}', 'Sum', 60)" },
        ]}
        values={{ expression }}
        onSubmit={(values) => onExpression(values.expression)}
      />
      {expression === '' ? (
        <EmptyState title="Ask CloudWatch" actions={<Examples onTake={onExpression} />}>
          Type metric math, such as one of these; the queries of <a href="/ops/runbooks">runbooks</a> lead here as well.
        </EmptyState>
      ) : (
        <Found settings={settings} expression={expression} />
      )}
    </>
  );
}
