import { useEffect } from 'preact/hooks';
import type { DashboardFigures } from '../../../../functions/ops/dashboards/dashboard-responses.ts';
import type { DeploymentOverview } from '../../../../functions/ops/responses.ts';
import { type ReleaseMark, releaseMarks } from '../charts/release-marks.ts';
import { consoleApi } from '../console-api.ts';
import { useDashboardRefresh } from '../dashboard-refresh.ts';
import { REFRESH_MS, type ViewSettings } from '../refresh.ts';
import { type Live, useLive } from '../use-live.ts';
import { useUpdate } from '../use-update.ts';
import { type Choice, choiceOf, choiceQuery } from './choice.ts';
import type { KnownDashboards } from './use-dashboards.ts';

/** What is asked of a dashboard: its figures, as chosen. */
export type Asked = { choice: Choice; figures: Live<DashboardFigures> & { refresh: () => void } };

type Asking = { known: KnownDashboards; query: Readonly<Record<string, string>>; settings: ViewSettings };

/** Asks for what the address chooses, also while it is not known yet what there is to choose from. */
export function useAsked(id: string, { known, query, settings }: Asking): Asked {
  const choice = choiceOf(query, known.status === 'ready' ? known.data.variables : undefined);
  return { choice, figures: useFigures(id, settings, choice) };
}

/** The figures of a dashboard, read again as often as is wanted; those of a time that is over are read once. */
function useFigures(id: string, settings: ViewSettings, choice: Choice): Asked['figures'] {
  const { minutes, until, refreshMs, onUpdate } = settings;
  const asked = choiceQuery(choice);
  const key = JSON.stringify([id, minutes, until, asked]);
  const { intervalMs, onAnswer } = useDashboardRefresh(refreshMs);
  const paused = settings.paused || until !== undefined;
  const live = useLive(key, consoleApi.dashboard(id, settings, asked), { intervalMs, paused });
  useUpdate(live, onUpdate);
  useUpdate(live, onAnswer);
  return live;
}

/** The releases within the time of the figures: of the latest deployments, or of those before the time that is looked at. */
export function useMarks(
  latest: readonly DeploymentOverview[],
  until: string | undefined,
  figures: Live<DashboardFigures>,
): readonly ReleaseMark[] {
  const load = until === undefined ? async () => ({ deployments: latest }) : consoleApi.deployments({ before: until });
  const before = useLive(`deployments before ${until}`, load, { intervalMs: REFRESH_MS, paused: true });
  if (figures.status !== 'ready') return [];
  const known = until === undefined ? latest : before.status === 'ready' ? before.data.deployments : [];
  return releaseMarks(known, figures.data);
}

/** Scrolls to the panel that the address names, once panels are there. */
export function useAddressedPanel(ready: boolean): void {
  useEffect(() => {
    if (ready && location.hash !== '')
      document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }, [ready]);
}
