import { consoleApi } from './console-api.ts';
import { OverviewView } from './overview-view.tsx';
import { REFRESH_MS, type ViewSettings } from './refresh.ts';
import { useLive } from './use-live.ts';

/** The overview as it was until a moment (ISO), with the releases of that time. */
export function PastOverview({ settings, until }: { settings: ViewSettings; until: string }) {
  const live = useLive(`deployments before ${until}`, consoleApi.deployments({ before: until }), {
    intervalMs: REFRESH_MS,
    paused: true,
  });
  return <OverviewView settings={settings} deployments={live.status === 'ready' ? live.data.deployments : []} />;
}
