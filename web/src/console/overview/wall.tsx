import './wall.css';
import type { PanelFacts } from '../../../../functions/ops/dashboards/dashboard-responses.ts';
import type { Incidents } from '../../../../functions/ops/incident-responses.ts';
import type { Tone } from '../../ui/badge.tsx';
import { formatFigure } from '../charts/format-value.ts';
import { breached, latestFigure } from '../charts/latest.ts';
import { periodName } from '../charts/period-name.ts';
import { isCount } from '../charts/series-statistics.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import type { FactsOf, PanelView } from '../dashboards/panel-view.ts';
import type { Live } from '../use-live.ts';
import { overallState } from './overall-state.ts';
import { WhatIsWrong } from './what-is-wrong.tsx';

/** The state of the shop in one word. */
const WORDS: Readonly<Record<Tone, string>> = {
  good: 'Well',
  warn: 'Degraded',
  bad: 'Critical',
  neutral: 'Waiting',
  info: 'Waiting',
};

type WallProps = { facts: readonly PanelFacts[]; view: PanelView; incidents: Live<Incidents> };

function State({ view, incidents }: Omit<WallProps, 'facts'>) {
  const { alarms } = view;
  if (alarms.status !== 'ready') {
    const word = alarms.status === 'loading' ? '…' : 'Unknown';
    return (
      <section class="wall-state" data-tone="neutral" aria-label="State of the shop">
        <p class="wall-word">{word}</p>
      </section>
    );
  }
  const open = incidents.status === 'ready' ? incidents.data.open : [];
  const { tone, text } = overallState(alarms.data.alarms, open);
  return (
    <section class="wall-state" data-tone={tone} aria-label="State of the shop">
      <p class="wall-word">{WORDS[tone]}</p>
      {tone !== 'good' && <p class="wall-text">{text}</p>}
      <WhatIsWrong alarms={alarms.data.alarms} open={open} now={alarms.data.generatedAt} />
    </section>
  );
}

function Figure({
  facts,
  view,
}: {
  facts: FactsOf<'timeSeries' | 'bar' | 'stat' | 'gauge' | 'table'>;
  view: PanelView;
}) {
  const { figures: live } = view;
  const figures = live.status === 'ready' ? live.data.panels.find(({ id }) => id === facts.id) : undefined;
  const now = live.status === 'ready' ? Date.parse(live.data.generatedAt) : 0;
  const [line] = figures?.series ?? [];
  const value = line && figures && latestFigure(line, figures.period, now);
  const breach = value === undefined ? undefined : breached(value, facts.thresholds);
  // What is counted in a minute is called so by its title.
  const within = line && isCount(line) && figures?.period !== 60 ? figures?.period : undefined;
  return (
    <article
      class="wall-figure"
      id={facts.id}
      aria-label={facts.title}
      title={facts.description}
      data-breach={breach !== undefined}
    >
      <h2>
        {facts.title}
        {within !== undefined && ` in ${periodName(within)}`}
      </h2>
      <p class="wall-value number">{value === undefined ? '–' : formatFigure(value, facts.unit)}</p>
      <div class="wall-course">
        <Sparkline values={line?.values ?? []} />
      </div>
    </article>
  );
}

const isFigure = (facts: PanelFacts): facts is FactsOf<'timeSeries' | 'bar' | 'stat' | 'gauge' | 'table'> =>
  facts.type === 'stat';

/** What is read from three metres: the state of the shop in one word, what is wrong, and its most important figures. */
export function Wall({ facts, view, incidents }: WallProps) {
  return (
    <div class="wall">
      <State view={view} incidents={incidents} />
      <div class="wall-figures">
        {facts.filter(isFigure).map((each) => (
          <Figure key={each.id} facts={each} view={view} />
        ))}
      </div>
    </div>
  );
}
