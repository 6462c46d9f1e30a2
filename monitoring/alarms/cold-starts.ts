import { metric } from '../metric-query.ts';
import type { AlarmDefinition } from './alarm-definition.ts';

/**
 * More than half of five minutes' invocations began in a new execution environment, and there were seventy-five of those.
 * What is missing is 0, or a storm that is over would decide where nothing was invoked since.
 */
export const coldStartSurge: AlarmDefinition = {
  id: 'cold-start-surge',
  title: 'Surge of cold starts',
  severity: 'warning',
  category: 'service',
  group: 'shop',
  notices: 'Most clicks take a second longer than usual.',
  promiseMinutes: 7,
  runbook: 'cold-start-surge.md',
  provenBy: ['cold-start-storm'],
  missingDataReason: 'Without invocations nothing has started.',
  lowTraffic: {
    none: 'Silent: the probe and the jobs alone start fewer than seventy-five environments in five minutes, even when each invocation does.',
    one: 'Silent where fewer than seventy-five environments start in five minutes, as many do in a shop that is hardly used.',
    ten: 'Raised when more than half of the invocations are cold, at least seventy-five in five minutes.',
  },
  metrics: [
    {
      id: 'share',
      expression: 'IF(FILL(cold, 0) >= 75, 100 * cold / FILL(invocations, 1), 0)',
      label: 'Cold starts (%)',
    },
    { id: 'cold', metric: metric('coldStarts', {}), stat: 'Sum', returnData: false },
    { id: 'invocations', metric: metric('coldStarts', {}), stat: 'SampleCount', returnData: false },
  ],
  period: 300,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  threshold: 50,
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'notBreaching',
};
