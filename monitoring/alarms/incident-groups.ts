/**
 * What can go wrong, seen from a distance: alarms of one group that are raised at the same time are one incident, and one
 * failure pages once.
 */
export const INCIDENT_GROUPS = [
  'shop',
  'table',
  'latency',
  'capacity',
  'checkout',
  'orders',
  /** Windows of burn rates: no alarm of theirs acts, and they stay up for hours after what raised them. */
  'burn-rates',
  /** What only silences others. */
  'causes',
  'jobs',
  /** An incident tells of what is worse than before, so that causes of their own are groups of their own. */
  'sales',
  'ledger',
  'stock',
  'sign-in',
  'fraud',
  'delivery',
  'telemetry',
  'notification',
  'cost',
] as const;
export type IncidentGroup = (typeof INCIDENT_GROUPS)[number];
