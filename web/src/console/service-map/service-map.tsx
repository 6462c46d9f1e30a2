import { PanelLive } from '../dashboards/panel-live.tsx';
import type { Look } from '../time-range.ts';
import { mapModel } from './map-model.ts';
import { MapPicture } from './map-picture.tsx';
import { MAP_ROOM } from './map-room.ts';
import { NoServices } from './no-services.tsx';
import { useServiceMap } from './use-service-map.ts';

type ServiceMapProps = {
  look: Look;
  paused: boolean;
  /** Between two readings. */
  intervalMs: number;
  /** What of the address says which time to look at, for the links. */
  lookSearch: URLSearchParams;
};

/** The service map of the stage, loaded by itself, for a panel: what is on it leads to the map's page. */
export function ServiceMap({ look, paused, intervalMs, lookSearch }: ServiceMapProps) {
  const live = useServiceMap(look, { group: '', filter: '' }, { intervalMs, paused });
  const hrefOf = (id: string | undefined) =>
    `/ops/map?${new URLSearchParams([...lookSearch, ...(id === undefined ? [] : [['select', id]])])}`;
  return (
    <PanelLive live={live} what="the service map" room={MAP_ROOM}>
      {(map) =>
        map.nodes.length === 0 ? (
          <NoServices />
        ) : (
          <MapPicture model={mapModel(map)} choice={{ selected: undefined, hrefOf }} />
        )
      }
    </PanelLive>
  );
}
