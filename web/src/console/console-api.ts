import type {
  AlarmHistory,
  Alarms,
  Dashboard,
  DashboardReference,
  DeploymentAnswer,
  Deployments,
  Notifications,
  Trace,
  Traces,
} from '../../../functions/ops/responses.ts';
import type { Objectives, ReportAnswer, Reports } from '../../../functions/ops/slo-responses.ts';
import { api } from '../api/api.ts';

type Load<Data> = (signal: AbortSignal) => Promise<Data>;

const get =
  <Data>(path: string): Load<Data> =>
  (signal) =>
    api<Data>(path, { signal });

/** What the console reads; each entry makes a loader, which an AbortSignal abandons. */
export const consoleApi = {
  dashboards: () => get<DashboardReference[]>('/api/ops/dashboards'),
  dashboard: (name: string, minutes: number, until: string | undefined) => {
    const query = new URLSearchParams({ minutes: String(minutes), ...(until !== undefined && { end: until }) });
    return get<Dashboard>(`/api/ops/dashboards/${encodeURIComponent(name)}?${query}`);
  },
  alarms: () => get<Alarms>('/api/ops/alarms'),
  alarmHistory: (name: string) => get<AlarmHistory>(`/api/ops/alarms/${encodeURIComponent(name)}/history`),
  notifications: () => get<Notifications>('/api/ops/notifications?limit=100'),
  objectives: () => get<Objectives>('/api/ops/slos'),
  reports: (query: { cursor?: string } = {}) => get<Reports>(`/api/ops/reports?${new URLSearchParams(query)}`),
  report: (id: string) => get<ReportAnswer>(`/api/ops/reports/${encodeURIComponent(id)}`),
  traces: (minutes: number, filter: string) => {
    const query = new URLSearchParams({ minutes: String(minutes), ...(filter === '' ? {} : { filter }) });
    return get<Traces>(`/api/ops/traces?${query}`);
  },
  deployments: (query: { cursor?: string; before?: string } = {}) =>
    get<Deployments>(`/api/ops/deployments?${new URLSearchParams(query)}`),
  deployment: (id: string) => get<DeploymentAnswer>(`/api/ops/deployments/${encodeURIComponent(id)}`),
  trace: (id: string) => get<Trace>(`/api/ops/traces/${encodeURIComponent(id)}`),
};
