import './objectives.css';
import type { Objective, Objectives } from '../../../../functions/ops/slo-responses.ts';
import { formatNumber } from '../../ui/format-number.ts';
import { Status } from '../../ui/status.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { consoleApi } from '../console-api.ts';
import { LiveView } from '../live-view.tsx';
import { SLOW_REFRESH_MS, type ViewSettings } from '../refresh.ts';
import { useLive } from '../use-live.ts';
import { useUpdate } from '../use-update.ts';
import { BurnDown } from './burn-down.tsx';
import { ErrorBudget } from './error-budget.tsx';
import { KeptBadge } from './kept-badge.tsx';
import { keptOf, percent } from './objective-words.ts';
import { Violations } from './violations.tsx';

type Day = Objective['days'][number];

const DAYS: Column<Day>[] = [
  { id: 'day', header: 'Day (UTC)', cell: ({ day }) => day },
  {
    id: 'good',
    header: 'Good',
    align: 'end',
    cell: ({ compliance }) => (compliance === undefined ? '–' : percent(compliance)),
  },
  { id: 'failed', header: 'Failed', align: 'end', cell: ({ failed }) => formatNumber(failed) },
  { id: 'all', header: 'Of', align: 'end', cell: ({ total }) => formatNumber(total) },
];

function Days({ of: { title, days } }: { of: Objective }) {
  if (days.length === 0) return null;
  return (
    <details class="objective-days">
      <summary>Day by day</summary>
      <Table
        caption={`${title} by day`}
        captionHidden
        columns={DAYS}
        rows={days.toReversed()}
        rowKey={({ day }) => day}
      />
    </details>
  );
}

function facts({
  total,
  failed,
  objective,
  compliance,
  events,
  burnRates,
}: Objective): readonly (readonly [string, string])[] {
  return [
    ['Good', compliance === undefined ? '–' : percent(compliance)],
    ['Objective', percent(objective)],
    ['Failed', `${formatNumber(failed)} of ${formatNumber(total)} ${events}`],
    ...burnRates.map(
      ({ window, burnRate, threshold }) =>
        [
          `Burn rate of ${window}`,
          burnRate === undefined ? 'no events' : `${formatNumber(burnRate, 1)} (alarm above ${threshold})`,
        ] as const,
    ),
  ];
}

type ObjectiveCardProps = { of: Objective; all: Pick<Objectives, 'from' | 'to' | 'generatedAt'> };

function ObjectiveCard({ of, all: { from, to, generatedAt } }: ObjectiveCardProps) {
  const { id, title, promise, alarm, violations } = of;
  return (
    <section class="objective" data-kept={keptOf(of)} aria-labelledby={`objective-${id}`}>
      <h2 id={`objective-${id}`}>
        {title} <KeptBadge of={of} />
      </h2>
      <p>{promise}</p>
      <ErrorBudget of={of} />
      <BurnDown of={of} from={from} to={to} />
      <dl class="facts">
        {facts(of).map(([name, value]) => (
          <div class="fact" key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {alarm !== undefined && (
          <div class="fact">
            <dt>Alarm</dt>
            <dd>
              <a href={`/ops/alarms/${encodeURIComponent(alarm.name)}`}>Error budget burns</a>{' '}
              <Status of={alarm.state} />
            </dd>
          </div>
        )}
      </dl>
      <Violations of={violations} title={title} now={generatedAt} hourly />
      <Days of={of} />
    </section>
  );
}

/** What the shop promises, and what became of it in the last thirty days. */
export function ObjectivesView({ settings }: { settings: ViewSettings }) {
  const live = useLive('objectives', consoleApi.objectives(), { intervalMs: SLOW_REFRESH_MS, paused: settings.paused });
  useUpdate(live, settings.onUpdate);
  return (
    <LiveView live={live} what="objectives">
      {(all) => (
        <div class="objectives">
          <p>
            The last thirty days. <a href="/ops/reports">Reports of weeks and months</a>
          </p>
          {all.objectives.map((each) => (
            <ObjectiveCard key={each.id} of={each} all={all} />
          ))}
        </div>
      )}
    </LiveView>
  );
}
