import { metric } from '../metric-query.ts';
import type { AlarmDefinition } from './alarm-definition.ts';

/** Several products are nearly sold out; one or two always are. A warning, told once it has lasted: it pages nobody at once. */
export const lowStock: AlarmDefinition = {
  id: 'low-stock',
  title: 'Low stock',
  severity: 'warning',
  category: 'business',
  group: 'stock',
  notices: 'Products that shoppers look for are sold out soon.',
  promiseMinutes: 7,
  runbook: 'low-stock.md',
  provenBy: ['stock-running-out'],
  missingDataReason:
    'Stock is counted whenever the catalogue is read; while nobody reads it, nobody buys, and it stays as it was.',
  lowTraffic: {
    none: 'The probe reads the catalogue every minute: what is on stock is known at night, too.',
    one: 'It looks at what is left, however slowly that was sold.',
    ten: 'It looks at what is left, however slowly that was sold.',
  },
  metrics: [{ id: 'items', metric: metric('lowStockItems', {}), stat: 'Minimum', label: 'Products with low stock' }],
  period: 300,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  threshold: 3,
  comparisonOperator: 'GreaterThanOrEqualToThreshold',
  treatMissingData: 'ignore',
};
