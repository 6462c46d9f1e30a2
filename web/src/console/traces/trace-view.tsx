import './waterfall.css';
import type { Trace } from '../../../../functions/ops/responses.ts';
import { formatDuration } from '../../ui/format-number.ts';
import { LiveView } from '../live-view.tsx';
import { logsHref } from '../logs/logs-address.ts';
import { REFRESH_MS } from '../refresh.ts';
import { Stamp } from '../stamp.tsx';
import { useLive } from '../use-live.ts';
import { TraceOutcomeBadge } from './trace-outcome.tsx';
import { TraceProblems } from './trace-problems.tsx';
import { tracesApi } from './traces-api.ts';
import { Waterfall } from './waterfall.tsx';

/** What is shown of the logs and the map before and after a trace, in milliseconds. */
const MARGIN = 60_000;

function any(trace: Trace, flag: 'fault' | 'error' | 'throttle'): boolean {
  return trace.segments.some((segment) => segment[flag]);
}

/** The time of a trace as addresses have it. */
export function traceLook({ at, durationMs }: Pick<Trace, 'at' | 'durationMs'>): URLSearchParams {
  const start = Date.parse(at);
  return new URLSearchParams({
    from: new Date(start - MARGIN).toISOString(),
    to: new Date(start + durationMs + MARGIN).toISOString(),
  });
}

/** Every line that was logged in the trace, in its order. */
export function traceLogsHref(trace: Pick<Trace, 'id' | 'at' | 'durationMs'>): string {
  const query = [
    'fields @timestamp, service, level, message, route, status, durationMs, error.name',
    `filter traceId = "${trace.id}"`,
    'sort @timestamp asc',
    'limit 200',
  ].join('\n| ');
  return logsHref({ query, functions: '' }, traceLook(trace));
}

type Annotation = 'method' | 'route' | 'orderId';

/** The first value of an annotation in a trace. */
function annotated({ segments }: Trace, key: Annotation): string | undefined {
  const value = segments.find(({ annotations }) => annotations[key] !== undefined)?.annotations[key];
  return value === undefined ? undefined : String(value);
}

function Links({ trace }: { trace: Trace }) {
  const look = traceLook(trace);
  const [route, orderId] = [annotated(trace, 'route'), annotated(trace, 'orderId')];
  return (
    <ul class="trace-links">
      <li>
        <a href={traceLogsHref(trace)}>Logs of this trace</a>
      </li>
      {orderId !== undefined && (
        <li>
          <a href={logsHref({ saved: 'order-story', values: { orderId } }, look)}>The order’s story</a>
        </li>
      )}
      {route !== undefined && (
        <li>
          <a href={`/ops/traces?${new URLSearchParams([...look, ['route', route]])}`}>
            Others of this route at the time
          </a>
        </li>
      )}
      <li>
        <a href={`/ops/map?${look}`}>Service map of the time</a>
      </li>
    </ul>
  );
}

function TraceDetail({ trace }: { trace: Trace }) {
  const flags = { fault: any(trace, 'fault'), error: any(trace, 'error'), throttle: any(trace, 'throttle') };
  const request = [annotated(trace, 'method'), annotated(trace, 'route')].filter((part) => part !== undefined);
  const title = request.length > 0 ? request.join(' ') : (trace.segments[0]?.name ?? 'Trace');
  return (
    <article class="trace">
      <h2 class="trace-title">
        {title} <TraceOutcomeBadge flags={flags} />
      </h2>
      <p class="soft trace-facts">
        <Stamp at={trace.at} /> · {formatDuration(trace.durationMs)} · {trace.segments.length} segments ·{' '}
        <code>{trace.id}</code>
      </p>
      <Links trace={trace} />
      <TraceProblems segments={trace.segments} />
      <Waterfall trace={trace} />
    </article>
  );
}

/** One trace as a waterfall; a trace goes on growing while the work that it follows goes on. */
export function TraceView({ id, paused }: { id: string; paused: boolean }) {
  const live = useLive(`trace ${id}`, tracesApi.trace(id), { intervalMs: REFRESH_MS, paused });
  return (
    <>
      <p>
        <a href="/ops/traces">All traces</a>
      </p>
      <LiveView live={live} what="the trace">
        {(trace) => <TraceDetail trace={trace} />}
      </LiveView>
    </>
  );
}
