import type { Link } from './link.ts';
import { alarms } from './links/alarms.ts';
import { api } from './links/api.ts';
import { clock } from './links/clock.ts';
import { cost } from './links/cost.ts';
import { dashboards } from './links/dashboards.ts';
import { eventRules } from './links/event-rules.ts';
import { eventSources } from './links/event-sources.ts';
import { functions } from './links/functions.ts';
import { grafana } from './links/grafana.ts';
import { logs } from './links/logs.ts';
import { metrics } from './links/metrics.ts';
import { queues } from './links/queues.ts';
import { quotas } from './links/quotas.ts';
import { release } from './links/release.ts';
import { restore } from './links/restore.ts';
import { schedules } from './links/schedules.ts';
import { silence } from './links/silence.ts';
import { subscriptions } from './links/subscriptions.ts';
import { table } from './links/table.ts';
import { tools } from './links/tools.ts';
import { traces } from './links/traces.ts';

/** All links of the chain, from what shoppers see to who is told when they cannot, and what that rests on. */
export const LINKS: readonly Link[] = [
  ...[api, functions, release, table, restore, queues, schedules, eventSources],
  ...[logs, metrics, traces, alarms, silence, subscriptions, eventRules, dashboards, grafana],
  ...[clock, tools, quotas, cost],
];
