import type {
  AlarmHistory,
  Alarms,
  Dashboard,
  DashboardReference,
  Notifications,
  Trace,
  Traces,
} from '../../../functions/ops/responses.ts';
import { api } from '../api/api.ts';

type Load<Data> = (signal: AbortSignal) => Promise<Data>;

const get =
  <Data>(path: string): Load<Data> =>
  (signal) =>
    api<Data>(path, { signal });

/** What the console reads; each entry makes a loader, which an AbortSignal abandons. */
export const consoleApi = {
  dashboards: () => get<DashboardReference[]>('/api/ops/dashboards'),
  dashboard: (name: string, minutes: number) =>
    get<Dashboard>(`/api/ops/dashboards/${encodeURIComponent(name)}?minutes=${minutes}`),
  alarms: () => get<Alarms>('/api/ops/alarms'),
  alarmHistory: (name: string) => get<AlarmHistory>(`/api/ops/alarms/${encodeURIComponent(name)}/history`),
  notifications: () => get<Notifications>('/api/ops/notifications?limit=100'),
  traces: (minutes: number, filter: string) => {
    const query = new URLSearchParams({ minutes: String(minutes), ...(filter === '' ? {} : { filter }) });
    return get<Traces>(`/api/ops/traces?${query}`);
  },
  trace: (id: string) => get<Trace>(`/api/ops/traces/${encodeURIComponent(id)}`),
};
