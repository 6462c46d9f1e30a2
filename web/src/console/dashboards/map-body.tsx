import { lazyView } from '../lazy-view.tsx';
import { mapRefreshMs } from '../service-map/map-refresh.ts';
import { MAP_ROOM } from '../service-map/map-room.ts';
import type { PanelView } from './panel-view.ts';

const ServiceMap = lazyView(() => import('../service-map/service-map.tsx').then((view) => view.ServiceMap), MAP_ROOM);

/** What calls what, in the time that is looked at. */
export function MapBody({ view }: { view: PanelView }) {
  const { settings } = view;
  const { minutes, until } = settings;
  const lookSearch = new URLSearchParams({ range: String(minutes), ...(until === undefined ? {} : { until }) });
  const intervalMs = mapRefreshMs(settings.refreshMs);
  return (
    <div style={{ minHeight: MAP_ROOM }}>
      <ServiceMap look={{ minutes, until }} paused={settings.paused} {...{ intervalMs, lookSearch }} />
    </div>
  );
}
