import type { AlarmDefinition } from '../../monitoring/alarms/alarm-definition.ts';
import type { CompositeDefinition } from '../../monitoring/alarms/composite-definition.ts';
import { highErrorRate } from '../../monitoring/alarms/errors.ts';

/** Two alarms on metrics for composites to name. */
export const tableErrors: AlarmDefinition = { ...highErrorRate, id: 'table-errors', group: 'table' };
export const tableThrottles: AlarmDefinition = { ...highErrorRate, id: 'table-throttles', group: 'table' };

const { id: _id, title, severity, category, notices, promiseMinutes, runbook, provenBy } = highErrorRate;
const facts = { title, severity, category, group: 'table', notices, promiseMinutes, runbook, provenBy } as const;

/** A composite of both. */
export const tableFailing: CompositeDefinition = {
  ...facts,
  id: 'table-failing',
  rule: { any: ['table-errors', 'table-throttles'] },
};

/** A composite of an alarm and a composite, which keeps silent while the latter is in ALARM. */
export const shopUnavailable: CompositeDefinition = {
  ...facts,
  id: 'shop-unavailable',
  group: 'shop',
  rule: { any: ['high-error-rate', { all: ['table-errors', 'table-throttles'] }] },
  suppressor: { id: 'table-failing', waitPeriod: 60, extensionPeriod: 120, reason: 'The table is the cause.' },
};
