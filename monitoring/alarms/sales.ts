import { metric } from '../metric-query.ts';
import type { AlarmDefinition } from './alarm-definition.ts';

const UNDRILLED =
  'What is usual is learnt from two weeks of the shop’s own days, longer than a drill; its scenarios bring those days along.';

/**
 * Fewer carts than usual at this time of the day and the week become orders. An hour in which fewer than twenty carts were
 * started has no rate; the band is four standard deviations wide, below which chance comes once in years.
 */
export const conversionFallen: AlarmDefinition = {
  id: 'conversion-fallen',
  title: 'Conversion fallen',
  severity: 'warning',
  category: 'business',
  group: 'sales',
  notices: 'Shoppers fill carts but do not buy: something on the way to the order puts them off.',
  promiseMinutes: 62,
  runbook: 'conversion-fallen.md',
  provenBy: [],
  undrilled: UNDRILLED,
  missingDataReason: 'An hour in which hardly anybody fills a cart has no rate, and nothing to complain about.',
  lowTraffic: {
    none: 'Fewer than twenty carts an hour have no rate: it stays silent.',
    one: 'Requests come one a minute, carts more seldom: fewer than twenty an hour have no rate, and it stays silent.',
    ten: 'From twenty carts an hour on there is a rate; of so few the band reaches down to 0, so that only many more can raise it.',
  },
  metrics: [
    {
      id: 'rate',
      expression: '100 * FILL(orders, 0) / (carts * (carts >= 20))',
      label: 'Carts that became orders (%)',
    },
    { id: 'band', expression: 'ANOMALY_DETECTION_BAND(rate, 4)', label: 'What is usual' },
    { id: 'orders', metric: metric('orders', { Status: 'created' }), stat: 'Sum', returnData: false },
    { id: 'carts', metric: metric('cartsStarted', {}), stat: 'Sum', returnData: false },
  ],
  period: 3_600,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  thresholdMetricId: 'band',
  comparisonOperator: 'LessThanLowerThreshold',
  treatMissingData: 'notBreaching',
};

/**
 * Far fewer orders than usual at this time of the day and the week. Sixteen an hour and fewer count alike: where that is usual,
 * none at all is no less.
 */
export const ordersAnomalous: AlarmDefinition = {
  id: 'orders-anomalous',
  title: 'Orders anomalous',
  severity: 'warning',
  category: 'business',
  group: 'sales',
  notices: 'Hardly anybody buys at a time when many usually do.',
  promiseMinutes: 62,
  runbook: 'orders-anomalous.md',
  provenBy: [],
  undrilled: UNDRILLED,
  missingDataReason: 'An hour without an order is filled with 0; where none was ever placed, there is nothing usual.',
  lowTraffic: {
    none: 'Sixteen orders an hour and fewer count alike: it stays silent.',
    one: 'Sixteen orders an hour and fewer count alike: it stays silent.',
    ten: 'Of ten requests a minute hardly one an hour is an order: it stays silent.',
  },
  metrics: [
    { id: 'placed', expression: 'IF(FILL(orders, 0) > 16, FILL(orders, 0), 16)', label: 'Orders (16 and fewer alike)' },
    { id: 'band', expression: 'ANOMALY_DETECTION_BAND(placed, 4)', label: 'What is usual' },
    { id: 'orders', metric: metric('orders', { Status: 'created' }), stat: 'Sum', returnData: false },
  ],
  period: 3_600,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  thresholdMetricId: 'band',
  comparisonOperator: 'LessThanLowerThreshold',
  treatMissingData: 'notBreaching',
};
