import type { ServiceMap as Answer } from '../../../../functions/ops/service-map/service-map-responses.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LiveView } from '../live-view.tsx';
import type { Look } from '../time-range.ts';
import { type Live, useLive } from '../use-live.ts';
import { mapModel } from './map-model.ts';
import { MapPicture } from './map-picture.tsx';
import { LONGEST_MAP_MINUTES, MAP_REFRESH_MS } from './map-refresh.ts';
import { type MapOf, serviceMapApi } from './service-map-api.ts';

/** Loads a map, and again every minute while it is of now. */
export function useServiceMap(
  look: Look,
  { group, filter }: MapOf,
  paused: boolean,
): Live<Answer> & { refresh: () => void } {
  const { until } = look;
  const minutes = Math.min(look.minutes, LONGEST_MAP_MINUTES);
  const load = serviceMapApi.map({ minutes, until }, { group, filter });
  return useLive(`map ${minutes} ${until} ${group} ${filter}`, load, {
    intervalMs: MAP_REFRESH_MS,
    paused: paused || until !== undefined,
  });
}

/** What stands where no service was recorded. */
export function NoServices() {
  return (
    <EmptyState title="No services">
      Nothing was recorded in this time. A request is on the map a few seconds after it was answered.
    </EmptyState>
  );
}

type ServiceMapProps = {
  look: Look;
  paused: boolean;
  /** What of the address says which time to look at, for the links. */
  lookSearch: URLSearchParams;
};

/** The service map of the stage, loaded by itself, for a panel: what is on it leads to the map's page. */
export function ServiceMap({ look, paused, lookSearch }: ServiceMapProps) {
  const live = useServiceMap(look, { group: 'shop', filter: '' }, paused);
  const hrefOf = (id: string | undefined) =>
    `/ops/map?${new URLSearchParams([...lookSearch, ...(id === undefined ? [] : [['select', id]])])}`;
  return (
    <LiveView live={live} what="the service map">
      {(map) =>
        map.nodes.length === 0 ? (
          <NoServices />
        ) : (
          <MapPicture model={mapModel(map)} choice={{ selected: undefined, hrefOf }} />
        )
      }
    </LiveView>
  );
}
