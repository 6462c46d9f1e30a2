import type { DashboardId } from '../../../monitoring/dashboards/panel.ts';
import { FUNCTION_IDS, type FunctionId, HTTP_FUNCTION_IDS, JOB_IDS } from '../../../monitoring/resources.ts';

/** Where somebody looks first when alarms of a group are raised. */
export type WhereToLook = {
  /** The dashboard (monitoring/dashboards/) that shows most of it. */
  readonly dashboard: DashboardId;
  /** Functions whose lines tell about it. */
  readonly functions: readonly FunctionId[];
  /** X-Ray's filter expression. */
  readonly traces: string;
};

const SHOP: WhereToLook = {
  dashboard: 'overview',
  functions: HTTP_FUNCTION_IDS,
  traces: 'fault = true OR responsetime > 1',
};
const SLOW: WhereToLook = { ...SHOP, traces: 'responsetime > 1' };
const CHECKOUT: WhereToLook = {
  dashboard: 'business',
  functions: ['checkout'],
  traces: 'fault = true OR error = true',
};
const ORDERS: WhereToLook = { dashboard: 'system', functions: ['outbox', 'fulfilment'], traces: 'fault = true' };
const SYSTEM: WhereToLook = { dashboard: 'system', functions: FUNCTION_IDS, traces: 'fault = true' };

const GROUPS: Readonly<Record<string, WhereToLook>> = {
  shop: SHOP,
  latency: SLOW,
  checkout: CHECKOUT,
  orders: ORDERS,
  table: { ...SYSTEM, dashboard: 'infrastructure' },
  capacity: { ...SYSTEM, dashboard: 'infrastructure' },
  cost: { ...SYSTEM, dashboard: 'infrastructure' },
  delivery: { ...SYSTEM, dashboard: 'deployments' },
  telemetry: { ...SYSTEM, dashboard: 'telemetry' },
  notification: { dashboard: 'telemetry', functions: ['incidents', 'dispatch'], traces: 'fault = true' },
  jobs: { ...SYSTEM, functions: JOB_IDS },
  sales: { dashboard: 'business', functions: ['checkout', 'catalog', 'cart'], traces: 'error = true' },
  ledger: { dashboard: 'business', functions: ['ledger-audit', 'checkout', 'admin'], traces: 'fault = true' },
  stock: { dashboard: 'inventory', functions: ['checkout', 'catalog', 'admin'], traces: 'error = true' },
  'sign-in': { dashboard: 'business', functions: ['account'], traces: 'error = true' },
  fraud: { dashboard: 'business', functions: ['checkout', 'account'], traces: 'error = true' },
};

/** Where to look first for a group of alarms; a group that is not known concerns the whole system. */
export function whereToLook(group: string): WhereToLook {
  return Object.hasOwn(GROUPS, group) ? (GROUPS[group] ?? SYSTEM) : SYSTEM;
}

/** The filter pattern of CloudWatch Logs that finds what went wrong. */
export const ERRORS_FILTER = '{ $.level = "ERROR" }';

/** The query of CloudWatch Logs Insights that shows what went wrong. */
export const ERRORS_QUERY = [
  'fields @timestamp, service, message, error.name, error.message, route, status, requestId, traceId',
  'filter level = "ERROR"',
  'sort @timestamp desc',
  'limit 100',
].join(' | ');
