import { metric } from '../metric-query.ts';
import type { AlarmDefinition } from './alarm-definition.ts';

/**
 * Requests flow, but their traces do not arrive. X-Ray has no metric that tells: the function trace-check sends a request of
 * which the trace must be there five minutes later, and fails when it is not. Of a new stage's first run nothing is there to be
found yet: one run that fails is not enough.
 */
export const tracesStopped: AlarmDefinition = {
  id: 'traces-stopped',
  title: 'Traces stopped',
  severity: 'warning',
  category: 'telemetry',
  group: 'telemetry',
  notices: 'Nothing by itself; but what else they notice takes longer to find.',
  promiseMinutes: 17,
  runbook: 'traces-stopped.md',
  provenBy: ['xray-down'],
  missingDataReason: 'While nobody looks, nothing is known of traces that was not known before.',
  lowTraffic: {
    none: 'It looks for the trace of a request of its own: nights are watched like days.',
    one: 'It looks for the trace of a request of its own, however many others there are.',
    ten: 'It looks for the trace of a request of its own, however many others there are.',
  },
  metrics: [
    {
      id: 'missing',
      metric: metric('functionErrors', { FunctionName: { resource: 'function', id: 'trace-check' } }),
      stat: 'Minimum',
      label: 'No look found a trace',
    },
  ],
  period: 300,
  evaluationPeriods: 2,
  datapointsToAlarm: 2,
  threshold: 1,
  comparisonOperator: 'GreaterThanOrEqualToThreshold',
  treatMissingData: 'ignore',
};
