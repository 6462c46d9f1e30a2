import { BatchGetTracesCommand } from '@aws-sdk/client-xray';
import { env } from '../lib/env.ts';
import { notFound } from '../lib/problem.ts';
import { xRay } from './aws-clients.ts';
import type { Trace } from './responses.ts';
import { parseSegmentDocument, type SegmentDocument } from './segment-document.ts';
import { traceSegments } from './trace-segments.ts';
import { upstream } from './upstream.ts';

const TRACE_ID = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/;

function isOfThisStage({ annotations, subsegments }: SegmentDocument): boolean {
  return annotations.stage === env().stage || subsegments.some(isOfThisStage);
}

/** One trace of this stage with all its segments; 404 when X-Ray has no segment of it. */
export async function readTrace(id: string): Promise<Trace> {
  if (!TRACE_ID.test(id)) throw notFound('trace');
  const traces = await upstream('X-Ray', 'BatchGetTraces', async () => {
    const answer = await xRay().send(new BatchGetTracesCommand({ TraceIds: [id] }));
    return answer.Traces ?? [];
  });
  const documents = traces
    .flatMap(({ Segments }) => Segments ?? [])
    .flatMap(({ Document }) => parseSegmentDocument(Document ?? '') ?? []);
  if (!documents.some(isOfThisStage)) throw notFound('trace');
  const segments = traceSegments(documents);
  const start = Math.min(...documents.map(({ startTime }) => startTime));
  return {
    id,
    at: new Date(start * 1000).toISOString(),
    durationMs: Math.max(...segments.map(({ startMs, durationMs }) => startMs + durationMs)),
    segments,
  };
}
