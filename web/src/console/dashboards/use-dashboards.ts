import { useRef } from 'preact/hooks';
import type { Dashboards } from '../../../../functions/ops/dashboards/dashboard-responses.ts';
import { consoleApi } from '../console-api.ts';
import { REFRESH_MS } from '../refresh.ts';
import { type Live, useLive } from '../use-live.ts';

/** What the dashboards are, as far as that is known. */
export type KnownDashboards = Live<Dashboards> & { refresh: () => void };

/** What the dashboards are, which only a release changes: asked for once, when a page is the first that wants it. */
export function useDashboards(wanted: boolean): KnownDashboards {
  const everWanted = useRef(false);
  everWanted.current ||= wanted;
  const load: (signal: AbortSignal) => Promise<Dashboards | undefined> = everWanted.current
    ? consoleApi.dashboards()
    : async () => undefined;
  const options = { intervalMs: REFRESH_MS, paused: true };
  const live = useLive(everWanted.current ? 'dashboards' : 'none', load, options);
  const { refresh, stale } = live;
  if (live.status !== 'ready') return live;
  const { data } = live;
  return data === undefined ? { status: 'loading', stale, refresh } : { ...live, data };
}
