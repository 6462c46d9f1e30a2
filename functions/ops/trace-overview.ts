import type { AnnotationValue, TraceSummary } from '@aws-sdk/client-xray';
import type { TraceOverview } from './responses.ts';

function annotation(summary: TraceSummary, key: string): string | number | boolean | undefined {
  const value: AnnotationValue | undefined = summary.Annotations?.[key]?.[0]?.AnnotationValue;
  return value?.StringValue ?? value?.NumberValue ?? value?.BooleanValue;
}

/** A trace id carries its start in seconds ("Tracing header"); a summary's own start is finer. */
function startOf(summary: TraceSummary): Date {
  const seconds = Number.parseInt(summary.Id?.split('-')[1] ?? '0', 16);
  return summary.StartTime ?? summary.MatchedEventTime ?? new Date(seconds * 1000);
}

function request(summary: TraceSummary): Pick<TraceOverview, 'method' | 'route' | 'status'> {
  // Lambda's own segment has an HTTP status, that of its invocation, but no method.
  const http = summary.Http?.HttpMethod === undefined ? undefined : summary.Http;
  const method = annotation(summary, 'method') ?? http?.HttpMethod;
  const route = annotation(summary, 'route') ?? http?.HttpURL;
  const status = Number(annotation(summary, 'status') ?? http?.HttpStatus);
  return {
    ...(method === undefined ? {} : { method: String(method) }),
    ...(route === undefined ? {} : { route: String(route) }),
    ...(Number.isInteger(status) && status > 0 ? { status } : {}),
  };
}

/** GetTraceSummaries' item as the console lists it; the request is told by the annotations that functions/lib sets. */
export function traceOverview(summary: TraceSummary): TraceOverview {
  const names = summary.ServiceIds?.flatMap(({ Name }) => (Name === undefined ? [] : [Name])) ?? [];
  const entryPoint = summary.EntryPoint?.Name;
  return {
    id: summary.Id ?? '',
    at: startOf(summary).toISOString(),
    durationMs: Math.round((summary.Duration ?? summary.ResponseTime ?? 0) * 1000),
    ...(entryPoint === undefined ? {} : { entryPoint }),
    ...request(summary),
    fault: summary.HasFault ?? false,
    error: summary.HasError ?? false,
    throttle: summary.HasThrottle ?? false,
    services: [...new Set(names)].sort(),
  };
}
