import { Notice } from '../ui/notice.tsx';
import { Time } from '../ui/time.tsx';
import { consoleApi } from './console-api.ts';
import { OverviewView } from './overview-view.tsx';
import { REFRESH_MS, type ViewSettings } from './refresh.ts';
import { useLive } from './use-live.ts';

type PastOverviewProps = {
  settings: ViewSettings;
  /** ISO. */
  until: string;
  /** Address of the overview as it is. */
  present: string;
};

/** The overview as it was until a moment, with the releases of that time, and the way back to how it is. */
export function PastOverview({ settings, until, present }: PastOverviewProps) {
  const live = useLive(`deployments before ${until}`, consoleApi.deployments({ before: until }), {
    intervalMs: REFRESH_MS,
    paused: true,
  });
  return (
    <>
      <Notice tone="neutral">
        <p>
          This is how it was until <Time at={until} />. <a href={present}>Show now</a>
        </p>
      </Notice>
      <OverviewView settings={settings} deployments={live.status === 'ready' ? live.data.deployments : []} />
    </>
  );
}
