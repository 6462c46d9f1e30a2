import './objectives.css';
import type { ReportAnswer, ReportDetail } from '../../../../functions/ops/slo-responses.ts';
import { formatNumber } from '../../ui/format-number.ts';
import { consoleApi } from '../console-api.ts';
import { LiveView } from '../live-view.tsx';
import { Moment } from '../moment.tsx';
import { SLOW_REFRESH_MS, type ViewSettings } from '../refresh.ts';
import { useLive } from '../use-live.ts';
import { useUpdate } from '../use-update.ts';
import { ErrorBudget } from './error-budget.tsx';
import { KeptBadge } from './kept-badge.tsx';
import { keptOf, percent } from './objective-words.ts';
import { reportPeriod } from './report-period.ts';
import { Violations } from './violations.tsx';

type Reported = ReportDetail['objectives'][number];

function ObjectiveReport({ of, now }: { of: Reported; now: string }) {
  const { id, title, promise, compliance, objective, failed, total, events, violations } = of;
  return (
    <section class="objective" data-kept={keptOf(of)} aria-labelledby={`reported-${id}`}>
      <h3 id={`reported-${id}`}>
        {title} <KeptBadge of={of} />
      </h3>
      <p>{promise}</p>
      {compliance !== undefined && (
        <p>
          {percent(compliance)} of {percent(objective)}: {formatNumber(failed)} of {formatNumber(total)} {events}{' '}
          failed.
        </p>
      )}
      <ErrorBudget of={of} />
      <Violations of={violations} title={title} now={now} />
    </section>
  );
}

function Report({ answer: { report, generatedAt } }: { answer: ReportAnswer }) {
  return (
    <article class="report">
      <h2>
        {report.kind === 'week' ? 'Week' : 'Month'}: {reportPeriod(report)}
      </h2>
      <p class="soft">
        By the calendar of {report.timeZone}, written <Moment at={report.writtenAt} now={generatedAt} />
      </p>
      {report.objectives.map((each) => (
        <ObjectiveReport key={each.id} of={each} now={generatedAt} />
      ))}
    </article>
  );
}

/** One report: whether each objective was kept, when it was not, and what else was the matter. */
export function ReportView({ id, settings }: { id: string; settings: ViewSettings }) {
  const live = useLive(`report ${id}`, consoleApi.report(id), { intervalMs: SLOW_REFRESH_MS, paused: settings.paused });
  useUpdate(live, settings.onUpdate);
  return (
    <>
      <p>
        <a href="/ops/reports">All reports</a>
      </p>
      <LiveView live={live} what="the report">
        {(answer) => <Report answer={answer} />}
      </LiveView>
    </>
  );
}
