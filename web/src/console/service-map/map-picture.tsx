import './service-map.css';
import { formatDuration } from '../../ui/format-number.ts';
import { mapLayout, NODE, type Place } from './map-layout.ts';
import type { MapCall, MapModel, MapService } from './map-model.ts';
import { formatRate, healthOf, KIND_WORDS, trafficWords, troubles } from './map-words.ts';

/** What is chosen on a map, and where choosing something else leads. */
export type MapChoice = {
  readonly selected: string | undefined;
  /** The address that shows what has the id; of the map alone for undefined. */
  readonly hrefOf: (id: string | undefined) => string;
};

/** Widest and narrowest line of a call, in pixels. */
const WIDTH = { most: 5, least: 1.25 } as const;

/** The width of a call's line: each time as many calls again make it wider by as much. */
function lineWidth(perMinute: number, most: number): number {
  if (most <= 0) return WIDTH.least;
  return WIDTH.least + (WIDTH.most - WIDTH.least) * (Math.log1p(perMinute) / Math.log1p(most));
}

function OutcomeBar({ service: { traffic } }: { service: MapService }) {
  if (traffic === undefined || traffic.total === 0) return null;
  const parts = (['ok', 'error', 'throttle', 'fault'] as const).filter((part) => traffic[part] > 0);
  return (
    <span class="map-outcomes" aria-hidden="true">
      {parts.map((part) => (
        <span
          key={part}
          class={`map-outcome map-outcome-${part}`}
          style={{ flexGrow: traffic[part] / traffic.total }}
        />
      ))}
    </span>
  );
}

function ServiceCard({ service, place, choice }: { service: MapService; place: Place; choice: MapChoice }) {
  const { id, label, kind, traffic } = service;
  const isSelected = choice.selected === id;
  const health = healthOf(traffic);
  const wrong = traffic === undefined || health === 'good' ? [] : troubles(traffic);
  return (
    <li
      class="map-place"
      style={{ left: `${place.x}px`, top: `${place.y}px`, width: `${NODE.width}px`, height: `${NODE.height}px` }}
    >
      <a
        class={`map-service map-service-${kind} map-${health}`}
        href={choice.hrefOf(isSelected ? undefined : id)}
        aria-current={isSelected ? 'true' : undefined}
      >
        <span class="visually-hidden">{`${label}, ${KIND_WORDS[kind]}: ${trafficWords(traffic)}`}</span>
        <span class="map-name" aria-hidden="true">
          {label}
        </span>
        {traffic === undefined ? (
          <span class="map-figures" aria-hidden="true">
            {KIND_WORDS[kind]}
          </span>
        ) : (
          <>
            <span class="map-figures number" aria-hidden="true">
              {formatRate(traffic.perMinute)} · {formatDuration(traffic.averageMs)}
            </span>
            <span class={`map-figures number${wrong.length > 0 ? ' map-wrong' : ''}`} aria-hidden="true">
              {wrong[0] ?? (traffic.p95Ms === undefined ? KIND_WORDS[kind] : `p95 ${formatDuration(traffic.p95Ms)}`)}
            </span>
          </>
        )}
        <OutcomeBar service={service} />
      </a>
    </li>
  );
}

type CallLineProps = {
  call: MapCall;
  path: string;
  width: number;
  names: ReadonlyMap<string, string>;
  choice: MapChoice;
};

function CallLine({ call, path, width, names, choice }: CallLineProps) {
  const isSelected = choice.selected === call.id;
  const touches = choice.selected === call.from || choice.selected === call.to;
  const words = `${names.get(call.from)} to ${names.get(call.to)}: ${trafficWords(call.traffic)}`;
  return (
    <a
      class={`map-call map-${healthOf(call.traffic)}${touches ? ' map-call-near' : ''}`}
      href={choice.hrefOf(isSelected ? undefined : call.id)}
      aria-current={isSelected ? 'true' : undefined}
      aria-label={words}
    >
      <title>{words}</title>
      <path class="map-call-reach" d={path} />
      <path class="map-call-line" d={path} style={{ strokeWidth: width }} marker-end="url(#map-arrow)" />
    </a>
  );
}

/** The map as a picture: services in layers from left to right by who calls whom, and a line for each call. */
export function MapPicture({ model, choice }: { model: MapModel; choice: MapChoice }) {
  const { services, calls } = model;
  const layout = mapLayout(
    services.map(({ id }) => id),
    calls,
  );
  const ways = new Map(layout.ways.map(({ id, path }) => [id, path]));
  const places = new Map(layout.places.map((place) => [place.id, place]));
  const names = new Map(services.map(({ id, label }) => [id, label]));
  const most = Math.max(0, ...calls.map(({ traffic }) => traffic.perMinute));
  const left = (id: string) => places.get(id)?.x ?? 0;
  const inOrder = services.toSorted((a, b) => left(a.id) - left(b.id));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section class="map-scroll" tabIndex={0} aria-label="Service map">
      <div class="map-canvas" style={{ width: `${layout.width}px`, height: `${layout.height}px` }}>
        <ul class="map-services">
          {inOrder.map((service) => {
            const place = places.get(service.id);
            return place && <ServiceCard key={service.id} service={service} place={place} choice={choice} />;
          })}
        </ul>
        {/* biome-ignore lint/a11y/useSemanticElements: an SVG can be no fieldset */}
        <svg
          class="map-calls"
          width={layout.width}
          height={layout.height}
          role="group"
          aria-label="Calls between services"
        >
          <defs>
            <marker
              id="map-arrow"
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="9"
              markerHeight="9"
              markerUnits="userSpaceOnUse"
              orient="auto"
            >
              <path d="M0 0.5 L8 4 L0 7.5 z" fill="context-stroke" />
            </marker>
          </defs>
          {calls.map((call) => (
            <CallLine
              key={call.id}
              call={call}
              path={ways.get(call.id) ?? ''}
              width={lineWidth(call.traffic.perMinute, most)}
              names={names}
              choice={choice}
            />
          ))}
        </svg>
      </div>
    </section>
  );
}
