import './objectives.css';
import type { ReportOverview, Reports } from '../../../../functions/ops/slo-responses.ts';
import { Badge } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { consoleApi } from '../console-api.ts';
import { LiveView } from '../live-view.tsx';
import { Moment } from '../moment.tsx';
import { SLOW_REFRESH_MS, type ViewSettings } from '../refresh.ts';
import { useEarlier } from '../use-earlier.ts';
import { useLive } from '../use-live.ts';
import { useUpdate } from '../use-update.ts';
import { reportPeriod } from './report-period.ts';

function Outcome({ of: { objectives } }: { of: ReportOverview }) {
  const broken = objectives.filter(({ kept }) => !kept);
  if (broken.length === 0) return <Badge tone="good">All kept</Badge>;
  return <Badge tone="bad">{`Not kept: ${broken.map(({ title }) => title).join(', ')}`}</Badge>;
}

function columns(now: string): Column<ReportOverview>[] {
  return [
    { id: 'time', header: 'Time', cell: (each) => <a href={`/ops/reports/${each.id}`}>{reportPeriod(each)}</a> },
    { id: 'kind', header: 'Kind', cell: ({ kind }) => (kind === 'week' ? 'Week' : 'Month') },
    { id: 'outcome', header: 'Objectives', cell: (each) => <Outcome of={each} /> },
    {
      id: 'violations',
      header: 'Violations',
      align: 'end',
      cell: ({ objectives }) => objectives.reduce((sum, { violations }) => sum + violations, 0),
    },
    { id: 'written', header: 'Written', cell: ({ writtenAt }) => <Moment at={writtenAt} now={now} /> },
  ];
}

async function earlier(cursor: string) {
  const { reports: rows, nextCursor } = await consoleApi.reports({ cursor })(new AbortController().signal);
  return { rows, nextCursor };
}

function List({ latest: { reports, nextCursor, generatedAt } }: { latest: Reports }) {
  const { rows, more, older } = useEarlier({ rows: reports, nextCursor }, earlier);
  return (
    <div class="objectives reports">
      <p>
        <a href="/ops/slos">The last thirty days</a>
      </p>
      <Table
        caption="Reports on the objectives, newest first"
        columns={columns(generatedAt)}
        rows={rows}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="No week is over yet">
            Each Monday the week before is reported here and mailed, and on the first of a month the month before:
            whether the objectives were kept, and when and why they were not.
          </EmptyState>
        }
      />
      <MoreButton more={more} older={older}>
        Show earlier reports
      </MoreButton>
    </div>
  );
}

/** Reports of weeks and months, the latest first. */
export function ReportsView({ settings }: { settings: ViewSettings }) {
  const live = useLive('reports', consoleApi.reports(), { intervalMs: SLOW_REFRESH_MS, paused: settings.paused });
  useUpdate(live, settings.onUpdate);
  return (
    <LiveView live={live} what="reports">
      {(latest) => <List latest={latest} />}
    </LiveView>
  );
}
