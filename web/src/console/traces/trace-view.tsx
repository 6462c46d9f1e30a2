import './waterfall.css';
import type { Trace } from '../../../../functions/ops/responses.ts';
import { formatDuration } from '../../ui/format-number.ts';
import { Time } from '../../ui/time.tsx';
import { consoleApi } from '../console-api.ts';
import { LiveView } from '../live-view.tsx';
import { REFRESH_MS } from '../refresh.ts';
import { useLive } from '../use-live.ts';
import { TraceOutcomeBadge } from './trace-outcome.tsx';
import { Waterfall } from './waterfall.tsx';

function any(trace: Trace, flag: 'fault' | 'error' | 'throttle'): boolean {
  return trace.segments.some((segment) => segment[flag]);
}

function TraceDetail({ trace }: { trace: Trace }) {
  const flags = { fault: any(trace, 'fault'), error: any(trace, 'error'), throttle: any(trace, 'throttle') };
  const request = trace.segments.find(({ annotations }) => annotations.route !== undefined)?.annotations;
  return (
    <article>
      <h2 class="trace-title">
        {request ? `${request.method ?? ''} ${request.route}` : (trace.segments[0]?.name ?? 'Trace')}{' '}
        <TraceOutcomeBadge flags={flags} />
      </h2>
      <p class="soft trace-facts">
        <Time at={trace.at} /> · {formatDuration(trace.durationMs)} · {trace.segments.length} segments ·{' '}
        <code>{trace.id}</code>
      </p>
      <Waterfall trace={trace} />
    </article>
  );
}

/** One trace as a waterfall; a trace goes on growing while the work that it follows goes on. */
export function TraceView({ id, paused }: { id: string; paused: boolean }) {
  const live = useLive(`trace ${id}`, consoleApi.trace(id), { intervalMs: REFRESH_MS, paused });
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
