import type { AwsService } from '../aws/aws-service.ts';
import { batchGetTraces } from './batch-get-traces.ts';
import { getSamplingRules } from './get-sampling-rules.ts';
import { getServiceGraph } from './get-service-graph.ts';
import { getTraceGraph } from './get-trace-graph.ts';
import { getTraceSummaries } from './get-trace-summaries.ts';
import { putTraceSegments } from './put-trace-segments.ts';
import type { SamplingRuleInForce } from './sampling-rule.ts';
import type { TraceStore } from './trace-store.ts';

/** X-Ray over restJson1, with its own sampling rule and these. */
export function createXrayService(traces: TraceStore, rules: readonly SamplingRuleInForce[] = []): AwsService {
  return {
    name: 'xray',
    protocol: 'restJson1',
    operations: {
      BatchGetTraces: batchGetTraces(traces),
      GetSamplingRules: getSamplingRules(rules),
      GetServiceGraph: getServiceGraph(traces),
      GetTraceGraph: getTraceGraph(traces),
      GetTraceSummaries: getTraceSummaries(traces),
      PutTraceSegments: putTraceSegments(traces),
    },
    routes: {
      'POST /TraceSegments': 'PutTraceSegments',
      'POST /TraceSummaries': 'GetTraceSummaries',
      'POST /TraceGraph': 'GetTraceGraph',
      'POST /GetSamplingRules': 'GetSamplingRules',
      'POST /ServiceGraph': 'GetServiceGraph',
      'POST /Traces': 'BatchGetTraces',
    },
  };
}
