import type { ServiceMap, ServiceStatistics } from '../../../../functions/ops/service-map/service-map-responses.ts';
import { api } from '../../api/api.ts';
import type { Look } from '../time-range.ts';
import { lookingFor } from '../traces/traces-api.ts';

type Load<Data> = (signal: AbortSignal) => Promise<Data>;

/** Of which traces a map is: a group's, or those that a filter expression lets through; both may be empty. */
export type MapOf = { readonly group: string; readonly filter: string };

/** What statistics are of: a service, or the calls of one by another. */
export type StatisticsOf = Readonly<Partial<Record<'name' | 'type' | 'fromName' | 'fromType', string>>>;

/** What the console reads of the service map. */
export const serviceMapApi = {
  map:
    (look: Look, { group, filter }: MapOf): Load<ServiceMap> =>
    (signal) =>
      api(`/api/ops/service-map?${lookingFor(look, { group, filter })}`, { signal }),
  statistics:
    (look: Look, group: string, of: StatisticsOf): Load<ServiceStatistics> =>
    (signal) =>
      api(`/api/ops/service-map/statistics?${lookingFor(look, { group, ...of })}`, { signal }),
};
