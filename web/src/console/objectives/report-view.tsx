import './objectives.css';
import type { ReportAnswer, ReportDetail, ReportViolation } from '../../../../functions/ops/slo-responses.ts';
import { formatDuration, formatNumber } from '../../ui/format-number.ts';
import { type Column, Table } from '../../ui/table.tsx';
import { consoleApi } from '../console-api.ts';
import { LiveView } from '../live-view.tsx';
import { Moment } from '../moment.tsx';
import { SLOW_REFRESH_MS, type ViewSettings } from '../refresh.ts';
import { Severity } from '../severity.tsx';
import { useLive } from '../use-live.ts';
import { useUpdate } from '../use-update.ts';
import { ErrorBudget } from './error-budget.tsx';
import { KeptBadge } from './kept-badge.tsx';
import { keptOf, percent } from './objective-words.ts';
import { reportPeriod } from './report-period.ts';

type Reported = ReportDetail['objectives'][number];

function Causes({ of: { causes } }: { of: ReportViolation }) {
  if (causes.length === 0) return <>no incident</>;
  return (
    <ul class="causes">
      {causes.map(({ id, title, severity }) => (
        <li key={id}>
          <a href={`/ops/incidents/${encodeURIComponent(id)}`}>{title}</a> <Severity of={severity} state={undefined} />
        </li>
      ))}
    </ul>
  );
}

function columns(now: string): Column<ReportViolation>[] {
  return [
    { id: 'from', header: 'From', cell: ({ from }) => <Moment at={from} now={now} /> },
    {
      id: 'long',
      header: 'For',
      align: 'end',
      cell: ({ from, to }) => formatDuration(Date.parse(to) - Date.parse(from)),
    },
    { id: 'failed', header: 'Failed', align: 'end', cell: ({ failed }) => formatNumber(failed) },
    { id: 'total', header: 'Of', align: 'end', cell: ({ total }) => formatNumber(total) },
    { id: 'causes', header: 'Incidents', cell: (each) => <Causes of={each} /> },
  ];
}

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
      {violations.length > 0 && (
        <Table
          caption={`When ${title.toLowerCase()} was violated`}
          columns={columns(now)}
          rows={violations}
          rowKey={({ from }) => from}
        />
      )}
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
