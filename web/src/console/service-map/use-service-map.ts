import type { ServiceMap } from '../../../../functions/ops/service-map/service-map-responses.ts';
import type { Look } from '../time-range.ts';
import { type Live, useLive } from '../use-live.ts';
import { LONGEST_MAP_MINUTES } from './map-refresh.ts';
import { type MapOf, serviceMapApi } from './service-map-api.ts';

/** How often to read again what is of now, and whether at all. */
export type Reading = { readonly intervalMs: number; readonly paused: boolean };

/** Loads a map, and again and again while it is of now. */
export function useServiceMap(
  look: Look,
  { group, filter }: MapOf,
  { intervalMs, paused }: Reading,
): Live<ServiceMap> & { refresh: () => void } {
  const { until } = look;
  const minutes = Math.min(look.minutes, LONGEST_MAP_MINUTES);
  const load = serviceMapApi.map({ minutes, until }, { group, filter });
  return useLive(`map ${minutes} ${until} ${group} ${filter}`, load, {
    intervalMs,
    paused: paused || until !== undefined,
  });
}
