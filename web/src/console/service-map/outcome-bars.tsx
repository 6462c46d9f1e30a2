import { useState } from 'preact/hooks';
import type { ServicePoint, ServiceStatistics } from '../../../../functions/ops/service-map/service-map-responses.ts';
import { formatDuration } from '../../ui/format-number.ts';
import { formatClock } from '../../ui/format-time.ts';
import { Table } from '../../ui/table.tsx';

const HEIGHT = 80;
/** Below one another, what matters most at the bottom, where it can be compared. */
const PARTS = ['fault', 'throttle', 'error', 'ok'] as const;

const clock = (at: number) => formatClock(new Date(at).toISOString());

function Bar({ point, at, width, most }: { point: ServicePoint; at: number; width: number; most: number }) {
  let below = HEIGHT;
  return (
    <g>
      {PARTS.map((part) => {
        const height = (point[part] / most) * HEIGHT;
        below -= height;
        return height > 0 ? (
          <rect key={part} class={`outcome-${part}`} x={at} y={below} width={width} height={Math.max(1, height)} />
        ) : null;
      })}
    </g>
  );
}

/** How requests went over time, as bars by outcome, or as a table. */
export function OutcomeBars({ statistics }: { statistics: ServiceStatistics }) {
  const [table, setTable] = useState(false);
  const { points, period } = statistics;
  const most = Math.max(1, ...points.map(({ total }) => total));
  const slot = 100 / Math.max(1, points.length);
  const [first, last] = [points[0], points.at(-1)];
  const per = period === 60 ? 'minute' : `${period / 60} minutes`;
  return (
    <figure class="outcome-bars">
      <figcaption class="outcome-caption">
        <span>
          Requests per {per}, at most {most}
        </span>
        <ul class="outcome-key">
          {PARTS.toReversed().map((part) => (
            <li key={part} class={`outcome-${part}`}>
              {part}
            </li>
          ))}
        </ul>
        <button type="button" class="panel-toggle" aria-pressed={table} onClick={() => setTable(!table)}>
          Table
        </button>
      </figcaption>
      {table ? (
        <Table
          caption={`By ${per}`}
          captionHidden
          columns={[
            { id: 'at', header: 'From', cell: ({ at }) => clock(at) },
            ...PARTS.toReversed().map((part) => ({
              id: part,
              header: part,
              align: 'end' as const,
              cell: (point: ServicePoint) => String(point[part]),
            })),
            {
              id: 'p95',
              header: 'p95',
              align: 'end',
              cell: ({ p95Ms }) => (p95Ms === undefined ? '–' : formatDuration(p95Ms)),
            },
          ]}
          rows={points.filter(({ total }) => total > 0)}
          rowKey={({ at }) => String(at)}
          empty={<p class="soft">Nothing happened.</p>}
        />
      ) : (
        <>
          <svg class="outcome-chart" viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
            {points.map((point, index) => (
              <Bar key={point.at} point={point} at={index * slot} width={slot * 0.8} most={most} />
            ))}
          </svg>
          <p class="outcome-axis soft" aria-hidden="true">
            <span>{first && clock(first.at)}</span>
            <span>{last && clock(last.at)}</span>
          </p>
        </>
      )}
    </figure>
  );
}
