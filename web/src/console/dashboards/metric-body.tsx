import type { Figures } from '../../../../functions/ops/dashboards/dashboard-responses.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ChartBody } from '../charts/chart-body.tsx';
import { MOST_NAMED } from '../charts/chart-legend.tsx';
import { Messages } from '../charts/messages.tsx';
import { reasonFor } from '../load-failed.tsx';
import { BudgetBody } from './budget-body.tsx';
import { FiguresTable } from './figures-table.tsx';
import { GaugeBody } from './gauge-body.tsx';
import type { FactsOf, PanelView } from './panel-view.ts';
import { StatBody } from './stat-body.tsx';

type MetricFacts = FactsOf<'timeSeries' | 'bar' | 'stat' | 'gauge' | 'table'> | FactsOf<'sloBudget'>;

type Shown = { facts: MetricFacts; figures: Figures; generatedAt: string; asTable: boolean; view: PanelView };

function Body({ facts, figures, generatedAt, asTable, view }: Shown) {
  const { type, title, unit, thresholds } = facts;
  const { series, period, start, end, messages } = figures;
  const figured = { series, unit, period, thresholds, now: Date.parse(generatedAt) };
  const chart = (shape: 'lines' | 'bars') => (
    <ChartBody
      subject={{ title, unit, period, series, thresholds, generatedAt }}
      {...{ start, end, messages, asTable, shape, marks: view.marks, onZoom: view.settings.onZoom }}
    />
  );
  if (asTable) return chart('lines');
  switch (type) {
    case 'timeSeries':
      return chart('lines');
    case 'bar':
      return chart('bars');
    case 'stat':
      return <StatBody {...figured} />;
    case 'gauge':
      return <GaugeBody {...figured} range={facts.range} />;
    case 'table':
      return <FiguresTable {...{ title, ...figured }} />;
    case 'sloBudget':
      return <BudgetBody slo={facts.slo} series={series} unit={unit} />;
    default:
      return type satisfies never;
  }
}

/** What tells itself why some of its data is missing. */
function isChart({ type }: MetricFacts, asTable: boolean): boolean {
  return asTable || type === 'timeSeries' || type === 'bar';
}

/** So many rem, and so many more where panels are so narrow that their words take another line. */
const room = (rem: number, more: number) => `calc(${rem}rem + var(--narrow, 0) * ${more}rem)`;

/**
 * Room that a panel takes once its figures are there, so that nothing moves then, wherever one has scrolled to: of a chart with
 * the line that names a release, of a figure with the one that says what it breaches.
 */
function roomFor(facts: MetricFacts): string {
  switch (facts.type) {
    case 'timeSeries':
    case 'bar':
      return room(13.75 + 1.45 * Math.min(MOST_NAMED, facts.lines) + (facts.lines > MOST_NAMED ? 1.15 : 0), 0);
    case 'stat':
      return room(6, facts.lines > 1 ? 0 : 2.25);
    case 'gauge':
      return room(9, 2.6);
    case 'table':
      return room(2.4 + 2.2 * facts.lines, 1.9);
    case 'sloBudget':
      return room(7.2, 3.7);
    default:
      return facts satisfies never;
  }
}

/** A panel of figures: loading, as far as they are there, or why they are not. */
export function MetricBody({ facts, asTable, view }: Omit<Shown, 'figures' | 'generatedAt'>) {
  const { figures: live } = view;
  switch (live.status) {
    case 'loading':
      return <Skeleton height={roomFor(facts)} />;
    case 'failed':
      return <p class="panel-empty">{reasonFor(live.error)}</p>;
    case 'ready': {
      const figures = live.data.panels.find(({ id }) => id === facts.id);
      if (figures === undefined) return <p class="panel-empty">No data in this range yet.</p>;
      const { generatedAt } = live.data;
      return (
        <div class="panel-figures" style={{ minHeight: asTable ? undefined : roomFor(facts) }}>
          {!isChart(facts, asTable) && <Messages of={figures.messages} />}
          <Body {...{ facts, figures, generatedAt, asTable, view }} />
        </div>
      );
    }
    default:
      return live satisfies never;
  }
}
