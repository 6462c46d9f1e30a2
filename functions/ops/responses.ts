/** What /api/ops answers. Instants are ISO 8601 strings unless a name says otherwise; the console imports these types. */

import type { StateValue } from '../../monitoring/cloudwatch.ts';
import type { Severity } from '../../monitoring/resources.ts';
import type { Channel, Contact } from '../lib/channels/channel.ts';
import type * as stored from '../lib/deployments/deployment.ts';
import type { PageKind } from '../lib/incidents/page.ts';

export type Series = {
  id: string;
  label: string;
  /** CloudWatch's statistic, absent for metric math. */
  stat?: string;
  /** Epoch ms, ascending; a period without data has no entry. */
  timestamps: number[];
  values: number[];
};

/** Lines over time. */
export type Chart = {
  generatedAt: string;
  /** Epoch ms. */
  start: number;
  /** Epoch ms, exclusive. */
  end: number;
  /** Seconds between two datapoints. */
  period: number;
  series: Series[];
  /** Why some of its data is missing, in CloudWatch's words. */
  messages: string[];
};

/** What an alarm looks at, over time, with its threshold where that is a number, and on which side of it the alarm is raised. */
export type AlarmMetric = Chart & { threshold?: number; breaches?: 'above' | 'below' };

export type AlarmState = StateValue;
export type { Severity };

export type Alarm = {
  name: string;
  title: string;
  /** What the shop's users notice. */
  notices: string;
  state: AlarmState;
  reason: string;
  /** When the state was last entered. */
  since: string;
  severity: Severity;
  category: string;
  /** What it has in common with the other alarms of an incident. */
  group: string;
  runbook?: string;
  promise?: string;
  /** The rule in words, such as "Error rate (%) > 5 for 5 of 5 periods of 1 min". */
  condition: string;
  threshold?: number;
  missingData?: string;
  actionsEnabled: boolean;
  type: 'metric' | 'composite';
  /** Whether it tells anybody itself; one that a composite names leaves that to the composite. */
  acting: boolean;
  /** Names of the alarms that a composite looks at. */
  members?: string[];
  /** Name of the alarm, its cause, that silences a composite while it is in ALARM. */
  suppressor?: string;
  /** Why a composite tells nobody of its present state, in CloudWatch's words. */
  suppressed?: string;
};

/** A mute rule that is in force: its alarms go on to change their states and tell nobody. */
export type Mute = {
  /** By whom: a deployment, whoever announced maintenance, or whoever muted this one alarm. */
  kind: 'deployment' | 'maintenance' | 'alarm' | 'other';
  reason: string;
  /** Absent where the rule does not say. */
  until?: string;
  /** Names of the alarms. */
  alarms: string[];
};

export type Alarms = { generatedAt: string; alarms: Alarm[]; mutes: Mute[] };

export type AlarmHistoryItem = {
  at: string;
  type: string;
  summary: string;
  from?: AlarmState;
  to?: AlarmState;
  reason?: string;
};

export type AlarmHistory = { generatedAt: string; history: AlarmHistoryItem[] };

/** What somebody was told. */
export type Notification = {
  id: string;
  /** The same of all that were told the same. */
  message: string;
  at: string;
  channel: Channel;
  contact: Contact;
  kind: PageKind;
  severity: Severity;
  subject: string;
  body: string;
  /** Id of the incident that it is about; absent of a notice. */
  incident?: string;
};

export type Notifications = { generatedAt: string; notifications: Notification[]; nextCursor: string | null };

/** A line that a function has logged. */
export type LogLine = {
  at: string;
  /** Id of the function. */
  function: string;
  /** As it was written, most often JSON. */
  text: string;
};

export type LogLines = {
  generatedAt: string;
  /** Oldest first. */
  lines: LogLine[];
  /** Whether there are later ones that are not shown. */
  truncated: boolean;
};

export type TraceOverview = {
  id: string;
  at: string;
  durationMs: number;
  /** The service at which the trace began. */
  entryPoint?: string;
  method?: string;
  route?: string;
  status?: number;
  fault: boolean;
  error: boolean;
  throttle: boolean;
  services: string[];
};

export type Traces = {
  generatedAt: string;
  /** Newest first. */
  traces: TraceOverview[];
  /** Where those before begin; null when these are all of the range. */
  nextCursor: string | null;
};

export type TraceException = { type?: string; message?: string; stack: string[] };

export type Segment = {
  id: string;
  parentId?: string;
  /** 0 for a root. */
  depth: number;
  name: string;
  origin?: string;
  namespace?: string;
  /** From the trace's start. */
  startMs: number;
  durationMs: number;
  inProgress: boolean;
  fault: boolean;
  error: boolean;
  throttle: boolean;
  annotations: Record<string, string | number | boolean>;
  http?: { method?: string; url?: string; status?: number };
  aws: Record<string, string | number | boolean>;
  exceptions: TraceException[];
  /** What X-Ray only shows, as JSON by namespace; absent where there is none. */
  metadata?: Record<string, string>;
};

export type Trace = { id: string; at: string; durationMs: number; segments: Segment[] };

export type DeploymentStatus = stored.DeploymentStatus;
export type StepName = stored.StepName;
export type StepStatus = stored.StepStatus;

export type DeploymentStep = {
  name: StepName;
  status: StepStatus;
  startedAt: string;
  endedAt?: string;
  error?: string;
};

export type DeploymentCheck = {
  name: string;
  step: stored.DeploymentCheck['step'];
  status: stored.DeploymentCheck['status'];
  detail: string;
  startedAt: string;
  endedAt: string;
};

export type DeploymentOverview = {
  id: string;
  version: string;
  commit: string;
  /** Pseudonym of whoever deployed. */
  actor: string;
  status: DeploymentStatus;
  startedAt: string;
  endedAt?: string;
  /** When it last said that it still ran. */
  heartbeatAt: string;
  /** While it runs: until when that is to be believed, unless it is heard of again; absent where nobody can say. */
  believedUntil?: string;
  /** Those that have begun, in their order. */
  steps: DeploymentStep[];
  /** Why it did not succeed. */
  error?: string;
};

export type Deployments = {
  generatedAt: string;
  stage: string;
  /** The release that answers. */
  version: string;
  deployments: DeploymentOverview[];
  nextCursor: string | null;
};

export type DeploymentDetail = DeploymentOverview & {
  traceId: string;
  /** In the order in which they were made. */
  checks: DeploymentCheck[];
  /** The release that served before. */
  previousVersion?: string;
  /** The deployment that brought it, where one is known. */
  previousId?: string;
  bundleBytes?: number;
  /** US dollars. */
  monthlyCost?: number;
  /** Lambda's version of each function. */
  functionVersions?: Record<string, string>;
};

export type DeploymentAnswer = { generatedAt: string; deployment: DeploymentDetail };

/** How the shop was in some minutes. */
export type HealthWindow = {
  from: string;
  to: string;
  requestsPerMinute: number;
  /** Share of the requests that were answered with an error of ours, from 0 to 1. */
  errorShare: number;
  /** Mean of the p95 latencies of its five minutes. */
  p95Ms?: number;
};

/** How the shop was half an hour before a deployment, and half an hour after it; absent where nobody came, or not yet. */
export type DeploymentHealth = { generatedAt: string; before?: HealthWindow; after?: HealthWindow };
