import type { AwsService } from '../aws/aws-service.ts';
import { batchGetTraces } from './batch-get-traces.ts';
import { putTraceSegments } from './put-trace-segments.ts';
import type { TraceStore } from './trace-store.ts';

/** X-Ray over restJson1. */
export function createXrayService(traces: TraceStore): AwsService {
  return {
    name: 'xray',
    protocol: 'restJson1',
    operations: {
      BatchGetTraces: batchGetTraces(traces),
      PutTraceSegments: putTraceSegments(traces),
    },
    routes: {
      'POST /TraceSegments': 'PutTraceSegments',
      'POST /Traces': 'BatchGetTraces',
    },
  };
}
