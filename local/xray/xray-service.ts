import type { AwsService } from '../aws/aws-service.ts';
import { batchGetTraces } from './batch-get-traces.ts';
import { getInsightSummaries } from './get-insight-summaries.ts';
import { getSamplingRules } from './get-sampling-rules.ts';
import { getServiceGraph } from './get-service-graph.ts';
import { getTimeSeriesServiceStatistics } from './get-time-series-service-statistics.ts';
import { getTraceGraph } from './get-trace-graph.ts';
import { getTraceSummaries } from './get-trace-summaries.ts';
import { groupOperations } from './group-operations.ts';
import { putTraceSegments } from './put-trace-segments.ts';
import type { SamplingRuleInForce } from './sampling-rule.ts';
import type { TraceGroups } from './trace-groups.ts';
import type { TraceStore } from './trace-store.ts';

/** X-Ray over restJson1, with its own sampling rule and these. */
export function createXrayService(
  traces: TraceStore,
  groups: TraceGroups,
  rules: readonly SamplingRuleInForce[] = [],
): AwsService {
  return {
    name: 'xray',
    protocol: 'restJson1',
    operations: {
      ...groupOperations(groups),
      BatchGetTraces: batchGetTraces(traces),
      GetInsightSummaries: getInsightSummaries(groups),
      GetSamplingRules: getSamplingRules(rules),
      GetServiceGraph: getServiceGraph(traces, groups),
      GetTimeSeriesServiceStatistics: getTimeSeriesServiceStatistics(traces, groups),
      GetTraceGraph: getTraceGraph(traces),
      GetTraceSummaries: getTraceSummaries(traces, groups),
      PutTraceSegments: putTraceSegments(traces),
    },
    routes: {
      'POST /TraceSegments': 'PutTraceSegments',
      'POST /TraceSummaries': 'GetTraceSummaries',
      'POST /TraceGraph': 'GetTraceGraph',
      'POST /GetSamplingRules': 'GetSamplingRules',
      'POST /ServiceGraph': 'GetServiceGraph',
      'POST /Traces': 'BatchGetTraces',
      'POST /TimeSeriesServiceStatistics': 'GetTimeSeriesServiceStatistics',
      'POST /CreateGroup': 'CreateGroup',
      'POST /GetGroup': 'GetGroup',
      'POST /Groups': 'GetGroups',
      'POST /UpdateGroup': 'UpdateGroup',
      'POST /DeleteGroup': 'DeleteGroup',
      'POST /InsightSummaries': 'GetInsightSummaries',
    },
  };
}
