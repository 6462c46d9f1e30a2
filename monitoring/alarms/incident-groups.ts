/**
 * What can go wrong, seen from a distance: alarms of one group that are raised at the same time are one incident, and one
 * failure pages once.
 */
export const INCIDENT_GROUPS = [
  'shop',
  'table',
  'functions',
  'latency',
  'capacity',
  'checkout',
  'orders',
  'objectives',
  'jobs',
  'business',
  'security',
  'delivery',
  'telemetry',
  'notification',
  'cost',
] as const;
export type IncidentGroup = (typeof INCIDENT_GROUPS)[number];
