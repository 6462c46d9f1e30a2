import './jobs.css';
import type { JobView, RunView } from '../../../../functions/admin/job-runs.ts';
import { useResource } from '../../state/use-resource.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { formatDuration, formatNumber } from '../../ui/format-number.ts';
import { type Column, Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { adminApi } from '../admin-api.ts';
import { Loaded } from '../frame/loaded.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { JOB_WORDS, RUN_WORDS, scheduleWords } from './job-words.ts';

function RunBadge({ run }: { run: RunView }) {
  const { tone, label } = RUN_WORDS[run.status];
  return <Badge tone={tone}>{label}</Badge>;
}

const COLUMNS: readonly Column<RunView>[] = [
  { id: 'started', header: 'Started', cell: ({ startedAt }) => <Time at={startedAt} /> },
  { id: 'status', header: 'Status', cell: (run) => <RunBadge run={run} /> },
  {
    id: 'duration',
    header: 'Duration',
    align: 'end',
    cell: ({ durationMs }) => (durationMs === null ? '–' : formatDuration(durationMs)),
  },
  {
    id: 'processed',
    header: 'Processed',
    align: 'end',
    cell: ({ processed }) => (processed === null ? '–' : formatNumber(processed)),
  },
  { id: 'error', header: 'Error', cell: ({ error }) => (error === null ? '–' : <code>{error}</code>) },
];

function Job({ job: { job, schedule, runs } }: { job: JobView }) {
  const { name, purpose } = JOB_WORDS[job];
  const [latest] = runs;
  return (
    <Card title={name} {...(latest && { actions: <RunBadge run={latest} /> })} class="job">
      <p class="soft">{`${purpose} It runs ${scheduleWords(schedule)}.`}</p>
      <div class="job-runs">
        <Table
          caption={`Latest runs of ${name}, newest first`}
          captionHidden
          columns={COLUMNS}
          rows={runs}
          rowKey={({ id }) => id}
          empty={<p>It has not run yet.</p>}
        />
      </div>
    </Card>
  );
}

/** The jobs that run by themselves, and how their latest runs ended. */
export function JobsPage() {
  const resource = useResource('jobs', (signal) => adminApi.jobs(signal));
  const busy = resource.status === 'ready' && resource.refreshing;
  return (
    <>
      <PageHead
        title="Jobs"
        actions={
          <Button busy={busy} onClick={resource.reload}>
            Look again
          </Button>
        }
      >
        What the shop does by itself.
      </PageHead>
      <Loaded resource={resource} what="jobs">
        {({ jobs }) => (
          <div class="jobs">
            {jobs.map((job) => (
              <Job key={job.job} job={job} />
            ))}
          </div>
        )}
      </Loaded>
    </>
  );
}
