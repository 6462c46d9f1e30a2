import type { AwsService } from '../aws/aws-service.ts';
import { batchGetTraces } from './batch-get-traces.ts';
import { getServiceGraph } from './get-service-graph.ts';
import { getTraceGraph } from './get-trace-graph.ts';
import { getTraceSummaries } from './get-trace-summaries.ts';
import { putTraceSegments } from './put-trace-segments.ts';
import type { TraceStore } from './trace-store.ts';

/** X-Ray over restJson1. */
export function createXrayService(traces: TraceStore): AwsService {
  return {
    name: 'xray',
    protocol: 'restJson1',
    operations: {
      BatchGetTraces: batchGetTraces(traces),
      GetServiceGraph: getServiceGraph(traces),
      GetTraceGraph: getTraceGraph(traces),
      GetTraceSummaries: getTraceSummaries(traces),
      PutTraceSegments: putTraceSegments(traces),
    },
    routes: {
      'POST /TraceSegments': 'PutTraceSegments',
      'POST /TraceSummaries': 'GetTraceSummaries',
      'POST /TraceGraph': 'GetTraceGraph',
      'POST /ServiceGraph': 'GetServiceGraph',
      'POST /Traces': 'BatchGetTraces',
    },
  };
}
