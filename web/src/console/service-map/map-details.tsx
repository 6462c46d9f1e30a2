import type { MapTraffic } from '../../../../functions/ops/service-map/service-map-responses.ts';
import { Card } from '../../ui/card.tsx';
import { formatDuration, formatNumber } from '../../ui/format-number.ts';
import { LiveView } from '../live-view.tsx';
import type { Look } from '../time-range.ts';
import { TraceList } from '../traces/trace-list.tsx';
import { useLive } from '../use-live.ts';
import { callFilter, callStatisticsOf, serviceFilter, serviceStatisticsOf } from './map-filter.ts';
import type { MapModel } from './map-model.ts';
import { formatRate, formatShare, KIND_WORDS } from './map-words.ts';
import { OutcomeBars } from './outcome-bars.tsx';
import { type MapOf, type StatisticsOf, serviceMapApi } from './service-map-api.ts';
import type { Reading } from './use-service-map.ts';

/** What a choice on a map is about; undefined when the map has no such service or call. */
function about(model: MapModel, selected: string) {
  const service = model.services.find(({ id }) => id === selected);
  if (service !== undefined) {
    const { label, kind, traffic } = service;
    const statistics = serviceStatisticsOf(service);
    return { title: label, note: KIND_WORDS[kind], traffic, filter: serviceFilter(service), statistics };
  }
  const call = model.calls.find(({ id }) => id === selected);
  if (call === undefined) return undefined;
  const name = (id: string) => model.services.find((each) => each.id === id)?.label ?? id;
  const title = `${name(call.from)} → ${name(call.to)}`;
  return { title, note: 'calls', traffic: call.traffic, filter: callFilter(call), statistics: callStatisticsOf(call) };
}

function Figures({ traffic }: { traffic: MapTraffic }) {
  const { total, perMinute, averageMs, p50Ms, p95Ms, fault, throttle, error } = traffic;
  const duration = (ms: number | undefined) => (ms === undefined ? '–' : formatDuration(ms));
  const facts: readonly (readonly [string, string])[] = [
    ['Recorded', `${formatNumber(total)} (${formatRate(perMinute)})`],
    ['Average', formatDuration(averageMs)],
    ['Half within', duration(p50Ms)],
    ['95 of 100 within', duration(p95Ms)],
    ['Faults', formatShare(fault, total)],
    ['Throttled', formatShare(throttle, total)],
    ['Errors', formatShare(error, total)],
  ];
  return (
    <dl class="map-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class="number">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

type OverTimeProps = { look: Look; group: string; of: StatisticsOf; reading: Reading };

function OverTime({ look, group, of, reading }: OverTimeProps) {
  const { minutes, until } = look;
  const key = `statistics ${minutes} ${until} ${group} ${JSON.stringify(of)}`;
  const live = useLive(key, serviceMapApi.statistics({ minutes, until }, group, of), {
    intervalMs: reading.intervalMs,
    paused: reading.paused || until !== undefined,
  });
  return (
    <LiveView live={live} what="how it went over time">
      {(statistics) => <OutcomeBars statistics={statistics} />}
    </LiveView>
  );
}

type MapDetailsProps = {
  model: MapModel;
  selected: string;
  look: Look;
  of: MapOf;
  reading: Reading;
  /** What of the address says which time to look at. */
  lookSearch: URLSearchParams;
  closeHref: string;
};

/** What is chosen on the map: its figures, how it went over time, and the traces that went through it. */
export function MapDetails({ model, selected, look, of, reading, lookSearch, closeHref }: MapDetailsProps) {
  const chosen = about(model, selected);
  if (chosen === undefined)
    return (
      <p class="soft">
        What was chosen is not on this map: nothing of it was recorded in this time. <a href={closeHref}>Show all</a>
      </p>
    );
  const { title, note, traffic, statistics } = chosen;
  const filter = [chosen.filter, of.filter === '' ? '' : `(${of.filter})`].filter((part) => part !== '').join(' AND ');
  const traces = new URLSearchParams([...lookSearch, ...(filter === '' ? [] : [['filter', filter]])]);
  return (
    <Card title={`${title} (${note})`} actions={<a href={closeHref}>Close</a>} class="map-details">
      {traffic !== undefined && <Figures traffic={traffic} />}
      {statistics !== undefined && of.filter === '' && (
        <OverTime look={look} group={of.group} of={statistics} reading={reading} />
      )}
      <div class="map-traces">
        <h3>Latest traces</h3>
        <TraceList look={look} filter={filter} limit={10} {...reading} />
        <p>
          <a href={`/ops/traces?${traces}`}>All of its traces</a>
        </p>
      </div>
    </Card>
  );
}
