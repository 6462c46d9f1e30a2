import * as z from 'zod/mini';
import { STATE_VALUES } from '../../monitoring/cloudwatch.ts';
import { SEVERITIES } from '../../monitoring/resources.ts';
import { CHANNELS, CONTACTS } from '../lib/channels/channel.ts';
import { PAGE_KINDS } from '../lib/incidents/page.ts';
import type { AlarmHistory, AlarmMetric, Alarms, Chart, LogLines, Notifications, Trace, Traces } from './responses.ts';

const instant = z.iso.datetime();
const epoch = z.int().check(z.describe('Epoch milliseconds.'));
const text = z.exactOptional(z.string());
const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** A line over time. */
export const SeriesAnswer = z
  .object({
    id: z.string(),
    label: z.string(),
    stat: text,
    timestamps: z.array(epoch),
    values: z.array(z.number()),
  })
  .register(z.globalRegistry, { id: 'Series' });

const chart = {
  generatedAt: instant,
  start: epoch,
  end: epoch,
  period: z.int().check(z.describe('Seconds between two datapoints.')),
  series: z.array(SeriesAnswer),
  messages: z.array(z.string()).check(z.describe('Why some of its data is missing.')),
};

/** What `GET /api/ops/metrics` answers. */
export const ChartAnswer = z.object(chart).register(z.globalRegistry, { id: 'Chart' }) satisfies z.ZodMiniType<Chart>;

/** What `GET /api/ops/alarms/{name}/metric` answers. */
export const AlarmMetricAnswer = z
  .object({ ...chart, threshold: z.exactOptional(z.number()), breaches: z.exactOptional(z.enum(['above', 'below'])) })
  .register(z.globalRegistry, { id: 'AlarmMetric' }) satisfies z.ZodMiniType<AlarmMetric>;

/** What `GET /api/ops/logs` answers. */
export const LogLinesAnswer = z
  .object({
    generatedAt: instant,
    lines: z
      .array(z.object({ at: instant, function: z.string(), text: z.string() }))
      .check(z.describe('Oldest first.')),
    truncated: z.boolean().check(z.describe('Whether there are later ones that are not shown.')),
  })
  .register(z.globalRegistry, { id: 'LogLines' }) satisfies z.ZodMiniType<LogLines>;

/** An alarm with its state. */
export const AlarmAnswer = z
  .object({
    name: z.string(),
    title: z.string(),
    notices: z.string().check(z.describe('What the shop’s users notice.')),
    state: z.enum(STATE_VALUES),
    reason: z.string(),
    since: z.union([instant, z.literal('')]).check(z.describe('When the state was last entered; empty when unknown.')),
    severity: z.enum(SEVERITIES),
    category: z.string(),
    group: z.string().check(z.describe('What it has in common with the other alarms of an incident.')),
    runbook: text,
    promise: text,
    condition: z.string().check(z.describe('The rule in words.')),
    threshold: z.exactOptional(z.number()),
    missingData: text,
    actionsEnabled: z.boolean(),
    type: z.enum(['metric', 'composite']),
    acting: z.boolean().check(z.describe('Whether it tells anybody itself; else a composite does that for it.')),
    members: z.exactOptional(z.array(z.string()).check(z.describe('The alarms that a composite looks at.'))),
    suppressor: z.exactOptional(z.string().check(z.describe('The alarm, its cause, that silences a composite.'))),
    suppressed: z.exactOptional(z.string().check(z.describe('Why a composite tells nobody of its present state.'))),
  })
  .register(z.globalRegistry, { id: 'Alarm' });

/** A mute rule that is in force. */
export const MuteAnswer = z
  .object({
    kind: z.enum(['deployment', 'maintenance', 'alarm', 'other']),
    reason: z.string(),
    until: z.exactOptional(instant),
    alarms: z.array(z.string()),
  })
  .register(z.globalRegistry, { id: 'Mute' });

/** What `GET /api/ops/alarms` answers. */
export const AlarmsAnswer = z.object({
  generatedAt: instant,
  alarms: z.array(AlarmAnswer),
  mutes: z.array(MuteAnswer).check(z.describe('Mute rules that are in force: their alarms tell nobody.')),
}) satisfies z.ZodMiniType<Alarms>;

const HistoryItem = z.object({
  at: instant,
  type: z.string(),
  summary: z.string(),
  from: z.exactOptional(z.enum(STATE_VALUES)),
  to: z.exactOptional(z.enum(STATE_VALUES)),
  reason: text,
});

/** What `GET /api/ops/alarms/{name}/history` answers. */
export const AlarmHistoryAnswer = z.object({
  generatedAt: instant,
  history: z.array(HistoryItem),
}) satisfies z.ZodMiniType<AlarmHistory>;

const Notification = z
  .object({
    id: z.string(),
    message: z.string().check(z.describe('The same of all that were told the same.')),
    at: instant,
    channel: z.enum(CHANNELS),
    contact: z.enum(CONTACTS),
    kind: z.enum(PAGE_KINDS),
    severity: z.enum(SEVERITIES),
    subject: z.string(),
    body: z.string(),
    incident: z.exactOptional(z.string().check(z.describe('Id of the incident; absent of a notice.'))),
  })
  .register(z.globalRegistry, { id: 'Notification' });

/** What `GET /api/ops/notifications` answers. */
export const NotificationsAnswer = z.object({
  generatedAt: instant,
  notifications: z.array(Notification),
  nextCursor: z.nullable(z.string()).check(z.describe('The `cursor` of the next page; null on the last one.')),
}) satisfies z.ZodMiniType<Notifications>;

const TraceOverview = z
  .object({
    id: z.string(),
    at: instant,
    durationMs: z.number(),
    entryPoint: text,
    method: text,
    route: text,
    status: z.exactOptional(z.number()),
    fault: z.boolean(),
    error: z.boolean(),
    throttle: z.boolean(),
    services: z.array(z.string()),
  })
  .register(z.globalRegistry, { id: 'TraceOverview' });

/** What `GET /api/ops/traces` answers. */
export const TracesAnswer = z.object({
  generatedAt: instant,
  traces: z.array(TraceOverview).check(z.describe('Newest first.')),
  nextCursor: z.nullable(instant).check(z.describe('Where those before begin; null when these are all.')),
}) satisfies z.ZodMiniType<Traces>;

const Segment = z
  .object({
    id: z.string(),
    parentId: text,
    depth: z.int().check(z.describe('0 for a root.')),
    name: z.string(),
    origin: text,
    namespace: text,
    startMs: z.number().check(z.describe('From the trace’s start.')),
    durationMs: z.number(),
    inProgress: z.boolean(),
    fault: z.boolean(),
    error: z.boolean(),
    throttle: z.boolean(),
    annotations: z.record(z.string(), scalar),
    http: z.exactOptional(z.object({ method: text, url: text, status: z.exactOptional(z.number()) })),
    aws: z.record(z.string(), scalar),
    exceptions: z.array(z.object({ type: text, message: text, stack: z.array(z.string()) })),
    metadata: z
      .exactOptional(z.record(z.string(), z.string()))
      .check(z.describe('What X-Ray only shows, as JSON by namespace.')),
  })
  .register(z.globalRegistry, { id: 'Segment' });

/** What `GET /api/ops/traces/{id}` answers. */
export const TraceAnswer = z
  .object({ id: z.string(), at: instant, durationMs: z.number(), segments: z.array(Segment) })
  .register(z.globalRegistry, { id: 'Trace' }) satisfies z.ZodMiniType<Trace>;
