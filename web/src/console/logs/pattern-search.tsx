import '../notifications/notifications.css';
import '../traces/traces.css';
import type { LogLine } from '../../../../functions/ops/responses.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { consoleApi } from '../console-api.ts';
import { LiveView } from '../live-view.tsx';
import { Moment } from '../moment.tsx';
import { QueryForm } from '../query-form.tsx';
import { REFRESH_MS, type ViewSettings } from '../refresh.ts';
import { useLive } from '../use-live.ts';
import { useUpdate } from '../use-update.ts';
import { shownLine } from './log-line.ts';

const TONES: Readonly<Record<string, Tone>> = { ERROR: 'bad', CRITICAL: 'bad', WARN: 'warn', INFO: 'info' };

function Line({ line, now }: { line: LogLine; now: string }) {
  const { level, message, traceId, whole } = shownLine(line);
  return (
    <li class="notification">
      <details>
        <summary>
          <span class="log-message">{message}</span>
          <span class="notification-facts">
            {level !== undefined && (
              <Badge tone={TONES[level] ?? 'neutral'} quiet={level === 'INFO'}>
                {level}
              </Badge>
            )}
            <code>{line.function}</code>
            <Moment at={line.at} now={now} />
          </span>
        </summary>
        {traceId !== undefined && (
          <p>
            <a href={`/ops/traces/${traceId}`}>Its trace</a>
          </p>
        )}
        <pre class="raw-text">{whole}</pre>
      </details>
    </li>
  );
}

type LogsQuery = {
  /** Ids with commas between them; empty for all. */
  functions: string;
  /** A filter pattern of CloudWatch Logs. */
  filter: string;
};

type PatternSearchProps = { settings: ViewSettings; query: LogsQuery; onQuery: (query: LogsQuery) => void };

/** The first log lines of the time that a filter pattern lets through. */
export function PatternSearch({ settings, query, onQuery }: PatternSearchProps) {
  const { minutes, until } = settings;
  const paused = settings.paused || until !== undefined;
  const key = JSON.stringify(['logs', minutes, until, query]);
  const live = useLive(key, consoleApi.logs(settings, query), { intervalMs: REFRESH_MS, paused });
  useUpdate(live, settings.onUpdate);
  return (
    <>
      <QueryForm
        fields={[
          { name: 'filter', label: 'Filter pattern', placeholder: '{ $.level = "ERROR" }' },
          { name: 'functions', label: 'Functions', placeholder: 'all, or such as checkout,cart' },
        ]}
        values={query}
        onSubmit={onQuery}
      />
      <LiveView live={live} what="log lines">
        {({ lines, truncated, generatedAt }) =>
          lines.length === 0 ? (
            <EmptyState title="No log lines">No function logged a line in this range that fits the filter.</EmptyState>
          ) : (
            <>
              <p class="soft">
                {truncated
                  ? `The first ${lines.length} lines, oldest first; there are more.`
                  : `${lines.length} ${lines.length === 1 ? 'line' : 'lines, oldest first'}`}
              </p>
              <ol class="notifications">
                {lines.map((line, index) => (
                  <Line key={`${index} ${line.at}`} line={line} now={generatedAt} />
                ))}
              </ol>
            </>
          )
        }
      </LiveView>
    </>
  );
}
