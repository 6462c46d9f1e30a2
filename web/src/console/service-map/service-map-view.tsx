import '../traces/traces.css';
import './service-map.css';
import { useState } from 'preact/hooks';
import type { ServiceMap } from '../../../../functions/ops/service-map/service-map-responses.ts';
import { formatClock } from '../../ui/format-time.ts';
import { LiveView } from '../live-view.tsx';
import { LoadFailed } from '../load-failed.tsx';
import type { ViewSettings } from '../refresh.ts';
import { filterProblem } from '../traces/filter-problem.ts';
import { useUpdate } from '../use-update.ts';
import { MapDetails } from './map-details.tsx';
import { MapFilterForm } from './map-filter-form.tsx';
import { mapModel } from './map-model.ts';
import { MapPicture } from './map-picture.tsx';
import { LONGEST_MAP_MINUTES } from './map-refresh.ts';
import { MapTables } from './map-tables.tsx';
import { NoServices } from './no-services.tsx';
import type { MapOf } from './service-map-api.ts';
import { useServiceMap } from './use-service-map.ts';

type ServiceMapViewProps = {
  settings: ViewSettings;
  of: MapOf;
  /** Id of the service or call that is chosen; empty for none. */
  selected: string;
  /** What of the address says which time to look at. */
  lookSearch: URLSearchParams;
  onOf: (of: MapOf) => void;
};

/** What is missing of a range (ms) before anybody needs to know. */
const SLACK = 90_000;

function whatItIsOf({ of, start, end }: ServiceMap, minutes: number): string {
  if ('group' in of) {
    const isWhole = end - start > minutes * 60_000 - SLACK;
    const since = isWhole ? '' : ` since ${formatClock(new Date(start).toISOString())}, as there are too many before`;
    return `Of the traces that X-Ray recorded${since}; they may be a sample of the requests.`;
  }
  return of.truncated ? `Of the latest ${of.traces} traces that fit; there are more.` : `Of ${of.traces} traces.`;
}

/** What calls what, how often, how fast and how well: as a picture or as tables; what is chosen shows its traces. */
export function ServiceMapView({ settings, of, selected, lookSearch, onOf }: ServiceMapViewProps) {
  const [asTables, setAsTables] = useState(false);
  const reading = { intervalMs: settings.refreshMs, paused: settings.paused };
  const live = useServiceMap(settings, of, reading);
  useUpdate(live, settings.onUpdate);
  const problem = live.status === 'failed' ? filterProblem(live.error) : undefined;
  const hrefOf = (id: string | undefined) => {
    const { group, filter } = of;
    const own = Object.entries({ group, filter, select: id ?? '' }).filter(([, value]) => value !== '');
    return `/ops/map?${new URLSearchParams([...lookSearch, ...own])}`;
  };
  const choice = { selected: selected === '' ? undefined : selected, hrefOf };
  const look = { minutes: Math.min(settings.minutes, LONGEST_MAP_MINUTES), until: settings.until };
  const map = (answer: ServiceMap) => {
    if (answer.nodes.length === 0) return <NoServices />;
    const model = mapModel(answer);
    return (
      <div class="map-page">
        <p class="soft map-note">
          <span>{whatItIsOf(answer, look.minutes)}</span>
          <button type="button" class="panel-toggle" aria-pressed={asTables} onClick={() => setAsTables(!asTables)}>
            Tables
          </button>
        </p>
        {asTables ? <MapTables model={model} choice={choice} /> : <MapPicture model={model} choice={choice} />}
        {choice.selected !== undefined && (
          <MapDetails
            key={selected}
            model={model}
            selected={choice.selected}
            look={look}
            of={of}
            reading={reading}
            lookSearch={lookSearch}
            closeHref={hrefOf(undefined)}
          />
        )}
      </div>
    );
  };
  return (
    <>
      <MapFilterForm of={of} problem={problem} onChange={onOf} />
      {problem === undefined ? (
        <LiveView live={live} what="the service map">
          {map}
        </LiveView>
      ) : (
        live.status === 'failed' && <LoadFailed error={live.error} onRetry={live.refresh} />
      )}
      {settings.minutes > LONGEST_MAP_MINUTES && (
        <p class="soft">This is of the last six hours of the range, which is as far as X-Ray looks at once.</p>
      )}
    </>
  );
}
