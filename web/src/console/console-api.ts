import type { OneAlarm } from '../../../functions/ops/alarm-responses.ts';
import type { Cost } from '../../../functions/ops/cost/cost-responses.ts';
import type { DashboardFigures, Dashboards, PanelRows } from '../../../functions/ops/dashboards/dashboard-responses.ts';
import type { Incidents, OneIncident } from '../../../functions/ops/incident-responses.ts';
import type {
  AlarmHistory,
  AlarmMetric,
  Alarms,
  Chart,
  DeploymentAnswer,
  DeploymentHealth,
  Deployments,
  LogLines,
  Notifications,
  Trace,
  Traces,
} from '../../../functions/ops/responses.ts';
import type { Objectives, ReportAnswer, Reports } from '../../../functions/ops/slo-responses.ts';
import { api } from '../api/api.ts';
import type { Look } from './time-range.ts';

type Load<Data> = (signal: AbortSignal) => Promise<Data>;

const get =
  <Data>(path: string): Load<Data> =>
  (signal) =>
    api<Data>(path, { signal });

/** A look as the API's query has it, with more. */
function looking({ minutes, until }: Look, more: Readonly<Record<string, string>> = {}): URLSearchParams {
  const given = Object.entries(more).filter(([, value]) => value !== '');
  const end = until === undefined ? {} : { end: until };
  return new URLSearchParams({ minutes: String(minutes), ...end, ...Object.fromEntries(given) });
}

/** What the console reads; each entry makes a loader, which an AbortSignal abandons. */
export const consoleApi = {
  dashboards: () => get<Dashboards>('/api/ops/dashboards'),
  dashboard: (id: string, look: Look, choice: Readonly<Record<string, string>>) =>
    get<DashboardFigures>(`/api/ops/dashboards/${encodeURIComponent(id)}?${looking(look, choice)}`),
  panelRows: (id: string, panel: string, look: Look, choice: Readonly<Record<string, string>>) =>
    get<PanelRows>(`/api/ops/dashboards/${id}/panels/${panel}?${looking(look, choice)}`),
  incidents: (query: { cursor?: string } = {}) => get<Incidents>(`/api/ops/incidents?${new URLSearchParams(query)}`),
  incident: (id: string) => get<OneIncident>(`/api/ops/incidents/${encodeURIComponent(id)}`),
  acknowledge: (id: string) =>
    api<OneIncident>(`/api/ops/incidents/${encodeURIComponent(id)}/acknowledge`, { method: 'POST', body: {} }),
  escalate: (id: string) =>
    api<OneIncident>(`/api/ops/incidents/${encodeURIComponent(id)}/escalate`, { method: 'POST', body: {} }),
  addNote: (id: string, text: string, key: string) =>
    api<OneIncident>(`/api/ops/incidents/${encodeURIComponent(id)}/notes`, {
      method: 'POST',
      body: { text },
      headers: { 'idempotency-key': key },
    }),
  alarms: () => get<Alarms>('/api/ops/alarms'),
  alarm: (name: string) => get<OneAlarm>(`/api/ops/alarms/${encodeURIComponent(name)}`),
  muteAlarm: (name: string, body: { minutes: number; reason: string }) =>
    api<OneAlarm>(`/api/ops/alarms/${encodeURIComponent(name)}/mute`, { method: 'POST', body }),
  unmuteAlarm: (name: string) => api<void>(`/api/ops/alarms/${encodeURIComponent(name)}/mute`, { method: 'DELETE' }),
  alarmHistory: (name: string) => get<AlarmHistory>(`/api/ops/alarms/${encodeURIComponent(name)}/history`),
  alarmMetric: (name: string, look: Look) =>
    get<AlarmMetric>(`/api/ops/alarms/${encodeURIComponent(name)}/metric?${looking(look)}`),
  notifications: (query: { cursor?: string } = {}) =>
    get<Notifications>(`/api/ops/notifications?${new URLSearchParams({ limit: '100', ...query })}`),
  cost: (days: number) => get<Cost>(`/api/ops/cost?days=${days}`),
  objectives: () => get<Objectives>('/api/ops/slos'),
  reports: (query: { cursor?: string } = {}) => get<Reports>(`/api/ops/reports?${new URLSearchParams(query)}`),
  report: (id: string) => get<ReportAnswer>(`/api/ops/reports/${encodeURIComponent(id)}`),
  metrics: (look: Look, expression: string) => get<Chart>(`/api/ops/metrics?${looking(look, { expression })}`),
  logs: (look: Look, query: { functions: string; filter: string }) =>
    get<LogLines>(`/api/ops/logs?${looking(look, query)}`),
  traces: (look: Look, filter: string) => get<Traces>(`/api/ops/traces?${looking(look, { filter })}`),
  deployments: (query: { cursor?: string; before?: string } = {}) =>
    get<Deployments>(`/api/ops/deployments?${new URLSearchParams(query)}`),
  deploymentHealth: (id: string) => get<DeploymentHealth>(`/api/ops/deployments/${encodeURIComponent(id)}/health`),
  deployment: (id: string) => get<DeploymentAnswer>(`/api/ops/deployments/${encodeURIComponent(id)}`),
  trace: (id: string) => get<Trace>(`/api/ops/traces/${encodeURIComponent(id)}`),
};
