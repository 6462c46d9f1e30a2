import type { Incidents } from '../../../functions/ops/incident-responses.ts';
import type { Alarms, Deployments } from '../../../functions/ops/responses.ts';
import { Badge } from '../ui/badge.tsx';
import { formatClock } from '../ui/format-time.ts';
import { DeployedRelease } from './deployments/deployed-release.tsx';
import type { LookChange } from './look-steps.ts';
import { overallState } from './overview/overall-state.ts';
import { RangeDates } from './range-dates.tsx';
import { RangeSelector } from './range-selector.tsx';
import { RangeSteps } from './range-steps.tsx';
import { RefreshSelector } from './refresh-selector.tsx';
import type { Look } from './time-range.ts';
import type { Live } from './use-live.ts';

type ConsoleStripProps = {
  alarms: Live<Alarms>;
  incidents: Live<Incidents>;
  deployments: Live<Deployments>;
  updated: string | undefined;
  /** Absent where no range applies. */
  look: Look | undefined;
  /** Seconds; absent where nothing is read that costs money. */
  refresh: number | undefined;
  paused: boolean;
  onRefresh: (seconds: number) => void;
  onMinutes: (minutes: number) => void;
  onLook: (change: LookChange) => void;
  onPause: (paused: boolean) => void;
};

function OverallState({ alarms, incidents }: Pick<ConsoleStripProps, 'alarms' | 'incidents'>) {
  if (alarms.status === 'loading') return <Badge>Looking…</Badge>;
  if (alarms.status === 'failed') return <Badge tone="bad">State unknown</Badge>;
  const { tone, text } = overallState(alarms.data.alarms, incidents.status === 'ready' ? incidents.data.open : []);
  return <Badge tone={tone}>{text}</Badge>;
}

/** What time it is at the shop (epoch ms); what the browser says until that is known. */
function shopTime({ alarms, updated }: Pick<ConsoleStripProps, 'alarms' | 'updated'>): number {
  const told = alarms.status === 'ready' ? alarms.data.generatedAt : updated;
  return told === undefined ? Date.now() : Date.parse(told);
}

/** The console's top line: how the shop is, how fresh that is, and what one looks at. */
export function ConsoleStrip(props: ConsoleStripProps) {
  const { alarms, incidents, deployments, updated, look, refresh, paused } = props;
  const { onMinutes, onLook, onRefresh, onPause } = props;
  const now = shopTime(props);
  return (
    <div class="console-strip">
      <h1>Console</h1>
      <p class="console-state" role="status">
        <OverallState alarms={alarms} incidents={incidents} />
      </p>
      <p class="console-updated soft">
        {paused ? 'paused' : 'updated'} <span class="number">{updated === undefined ? '–' : formatClock(updated)}</span>
      </p>
      <p class="console-release soft">
        <DeployedRelease deployments={deployments} />
      </p>
      <div class="console-controls">
        {look !== undefined && (
          <>
            <RangeSteps look={look} now={now} onChange={onLook}>
              <RangeSelector minutes={look.minutes} onChange={onMinutes} />
            </RangeSteps>
            <RangeDates look={look} now={now} onChange={onLook} />
          </>
        )}
        {refresh !== undefined && <RefreshSelector seconds={refresh} onChange={onRefresh} />}
        <button type="button" class="console-pause" aria-pressed={paused} onClick={() => onPause(!paused)}>
          Pause
        </button>
      </div>
    </div>
  );
}
