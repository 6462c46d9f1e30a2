import type { DeploymentDetail, DeploymentHealth, HealthWindow } from '../../../../functions/ops/responses.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { formatDuration, formatNumber } from '../../ui/format-number.ts';
import { type Column, Table } from '../../ui/table.tsx';
import { consoleApi } from '../console-api.ts';
import { LiveView } from '../live-view.tsx';
import { useLive } from '../use-live.ts';

/** CloudWatch is asked anew so often, in milliseconds: a datapoint is five minutes. */
const EVERY = 300_000;

/** An error share that is higher by more than this, or a p95 by more than this factor, is worse; both from 0 up. */
const WORSE_ERRORS = 0.01;
const WORSE_LATENCY = 1.5;

type Row = { name: string; of: (window: HealthWindow) => string };

const ROWS: readonly Row[] = [
  { name: 'Requests a minute', of: ({ requestsPerMinute }) => formatNumber(requestsPerMinute, 1) },
  { name: 'Server errors', of: ({ errorShare }) => `${formatNumber(100 * errorShare, 2)} %` },
  { name: 'p95 latency', of: ({ p95Ms }) => (p95Ms === undefined ? '–' : formatDuration(Math.round(p95Ms))) },
];

/** Whether the shop was as well after a deployment as before. */
export function healthVerdict({ before, after }: Pick<DeploymentHealth, 'before' | 'after'>): {
  tone: Tone;
  label: string;
} {
  if (after === undefined) return { tone: 'neutral', label: 'Nothing to tell yet' };
  if (after.errorShare > (before?.errorShare ?? 0) + WORSE_ERRORS) return { tone: 'bad', label: 'More errors' };
  if (before === undefined) return { tone: 'neutral', label: 'Nothing to compare with' };
  const [was, is] = [before.p95Ms, after.p95Ms];
  if (was !== undefined && is !== undefined && is > was * WORSE_LATENCY) return { tone: 'warn', label: 'Slower' };
  return { tone: 'good', label: 'As well as before' };
}

function columns({ before, after }: DeploymentHealth): Column<Row>[] {
  const told = (window: HealthWindow | undefined, of: Row['of']) => (window === undefined ? '–' : of(window));
  return [
    { id: 'name', header: 'Of the API', cell: ({ name }) => name },
    { id: 'before', header: 'Before', align: 'end', cell: ({ of }) => told(before, of) },
    { id: 'after', header: 'After', align: 'end', cell: ({ of }) => told(after, of) },
  ];
}

type DeploymentHealthViewProps = { deployment: Pick<DeploymentDetail, 'id' | 'status'>; paused: boolean };

/** How the shop was around a deployment. */
export function DeploymentHealthView({ deployment: { id, status }, paused }: DeploymentHealthViewProps) {
  // Once it has ended there is more to tell.
  const key = `deployment health ${id} ${status}`;
  const live = useLive(key, consoleApi.deploymentHealth(id), { intervalMs: EVERY, paused });
  return (
    <section class="deployment-health" aria-labelledby="deployment-health">
      <h3 id="deployment-health">Health around it</h3>
      <LiveView live={live} what="the health around it">
        {(health) => {
          const { tone, label } = healthVerdict(health);
          return (
            <>
              <p>
                <Badge tone={tone}>{label}</Badge>{' '}
                <span class="soft">half an hour before it began, and after it ended</span>
              </p>
              <Table
                caption="The shop’s API before and after"
                captionHidden
                columns={columns(health)}
                rows={ROWS}
                rowKey={({ name }) => name}
              />
            </>
          );
        }}
      </LiveView>
    </section>
  );
}
