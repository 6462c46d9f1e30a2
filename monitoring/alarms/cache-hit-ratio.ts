import { metric } from '../metric-query.ts';
import type { AlarmDefinition } from './alarm-definition.ts';

/**
 * The catalogue's cache no longer spares the table. Each execution environment keeps the catalogue for five seconds, so that the
 * ratio falls by itself where few requests come: from one reading a second on, half of them and more are hits. Fewer count as a
 * full ratio: were they missing, minutes long past would decide.
 */
export const cacheHitRatio: AlarmDefinition = {
  id: 'cache-hit-ratio',
  title: 'Cache hit ratio fallen',
  severity: 'warning',
  category: 'service',
  group: 'latency',
  notices: 'Product lists are slower than usual, and the table has more to do.',
  promiseMinutes: 17,
  runbook: 'cache-hit-ratio.md',
  provenBy: ['cache-disabled'],
  missingDataReason: 'Where nobody reads, nothing is missed.',
  lowTraffic: {
    none: 'Fewer than 300 readings in five minutes count as a full ratio: it stays silent.',
    one: 'Fewer than 300 readings in five minutes count as a full ratio: it stays silent.',
    ten: 'Fewer than 300 readings in five minutes count as a full ratio: it stays silent.',
  },
  metrics: [
    {
      id: 'ratio',
      expression:
        'IF(FILL(misses, 0) + FILL(hits, 0) >= 300, 100 * FILL(hits, 0) / (FILL(misses, 0) + FILL(hits, 0)), 100)',
      label: 'Cache hit ratio (%)',
    },
    { id: 'hits', metric: metric('cacheHits', {}), stat: 'Sum', returnData: false },
    { id: 'misses', metric: metric('cacheMisses', {}), stat: 'Sum', returnData: false },
  ],
  period: 300,
  evaluationPeriods: 3,
  datapointsToAlarm: 3,
  threshold: 20,
  comparisonOperator: 'LessThanThreshold',
  treatMissingData: 'notBreaching',
};
