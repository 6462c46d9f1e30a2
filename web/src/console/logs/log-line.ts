import type { LogLine } from '../../../../functions/ops/responses.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A line as people look through it: what stands out of it, and all of it. */
type ShownLine = {
  level: string | undefined;
  message: string;
  traceId: string | undefined;
  /** All of it, indented where it is JSON. */
  whole: string;
};

function fieldsOf(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

const TRACE_ID = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/;

/** What a request's line says of it, where it has no message of its own. */
function requestOf({ method, route, status }: Fields): string | undefined {
  const parts = [method, route, status].flatMap((part) => text(part) ?? []);
  return parts.length === 0 ? undefined : parts.join(' ');
}

/** A log line as it is shown. */
export function shownLine(line: LogLine): ShownLine {
  const fields = fieldsOf(line.text);
  if (fields === undefined) return { level: undefined, message: line.text, traceId: undefined, whole: line.text };
  const traceId = text(fields.traceId);
  const [own, request] = [text(fields.message), requestOf(fields)];
  // A request's own line has its method and route for a message.
  const said = [request?.startsWith(own ?? '') ? undefined : own, request].filter((part) => part !== undefined);
  return {
    level: text(fields.level),
    message: said.length === 0 ? line.text : said.join(' · '),
    traceId: traceId !== undefined && TRACE_ID.test(traceId) ? traceId : undefined,
    whole: JSON.stringify(fields, undefined, 2),
  };
}
