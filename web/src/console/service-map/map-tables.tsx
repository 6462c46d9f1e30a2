import type { MapTraffic } from '../../../../functions/ops/service-map/service-map-responses.ts';
import { formatDuration } from '../../ui/format-number.ts';
import { type Column, Table } from '../../ui/table.tsx';
import type { MapModel } from './map-model.ts';
import type { MapChoice } from './map-picture.tsx';
import { formatRate, formatShare, KIND_WORDS } from './map-words.ts';

type Row = { readonly id: string; readonly traffic: MapTraffic | undefined };

const figure = <Each extends Row>(id: string, header: string, cell: (traffic: MapTraffic) => string): Column<Each> => ({
  id,
  header,
  align: 'end',
  cell: ({ traffic }) => (traffic === undefined ? '–' : cell(traffic)),
});

const figures = <Each extends Row>(): Column<Each>[] => [
  figure('rate', 'Rate', ({ perMinute }) => formatRate(perMinute)),
  figure('average', 'Average', ({ averageMs }) => formatDuration(averageMs)),
  figure('p95', 'p95', ({ p95Ms }) => (p95Ms === undefined ? '–' : formatDuration(p95Ms))),
  figure('faults', 'Faults', ({ fault, total }) => formatShare(fault, total)),
  figure('throttled', 'Throttled', ({ throttle, total }) => formatShare(throttle, total)),
  figure('errors', 'Errors', ({ error, total }) => formatShare(error, total)),
];

/** All that the picture shows, as tables. */
export function MapTables({ model, choice }: { model: MapModel; choice: MapChoice }) {
  const names = new Map(model.services.map(({ id, label }) => [id, label]));
  return (
    <div class="map-tables">
      <Table
        caption="Services"
        columns={[
          { id: 'name', header: 'Service', cell: ({ id, label }) => <a href={choice.hrefOf(id)}>{label}</a> },
          { id: 'kind', header: 'What it is', cell: ({ kind }) => KIND_WORDS[kind] },
          ...figures<MapModel['services'][number]>(),
        ]}
        rows={model.services.toSorted((a, b) => (b.traffic?.total ?? 0) - (a.traffic?.total ?? 0))}
        rowKey={({ id }) => id}
      />
      <Table
        caption="Calls"
        columns={[
          {
            id: 'call',
            header: 'Call',
            cell: ({ id, from, to }) => (
              <a href={choice.hrefOf(id)}>
                {names.get(from)} → {names.get(to)}
              </a>
            ),
          },
          ...figures<MapModel['calls'][number]>(),
        ]}
        rows={model.calls.toSorted((a, b) => b.traffic.total - a.traffic.total)}
        rowKey={({ id }) => id}
      />
    </div>
  );
}
