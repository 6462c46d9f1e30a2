import type { AlarmMetric } from '../../../../functions/ops/responses.ts';
import { ChartPanel } from '../charts/chart-panel.tsx';
import type { ChartSubject, ChartThreshold } from '../charts/chart-subject.ts';
import { consoleApi } from '../console-api.ts';
import { useDashboardRefresh } from '../dashboard-refresh.ts';
import { LiveView } from '../live-view.tsx';
import type { Look } from '../time-range.ts';
import { useLive } from '../use-live.ts';
import { useUpdate } from '../use-update.ts';

type AlarmChartProps = {
  name: string;
  title: string;
  /** The rule in words. */
  description?: string;
  look: Look;
  paused: boolean;
};

/** An anomaly band has no threshold: its ends are lines of the metric's own. */
function thresholds({ threshold, breaches = 'above' }: AlarmMetric): readonly ChartThreshold[] {
  return threshold === undefined ? [] : [{ label: 'Threshold', value: threshold, breaches }];
}

/** The lines between which an anomaly alarm's metric is usual, which the API labels as such. */
function bandOf({ series }: AlarmMetric): Pick<ChartSubject, 'band'> {
  const endOf = (end: string) => series.find(({ label }) => label.endsWith(` (${end})`))?.id;
  const [upper, lower] = [endOf('upper'), endOf('lower')];
  return upper === undefined || lower === undefined ? {} : { band: { upper, lower } };
}

/** What a metric alarm looks at, over time, against its threshold or its band. */
export function AlarmChart({ name, title, description = '', look, paused }: AlarmChartProps) {
  const { intervalMs, onAnswer } = useDashboardRefresh();
  const key = `metric ${name} ${look.minutes} ${look.until}`;
  // What is past does not change any more.
  const isPast = look.until !== undefined;
  const live = useLive(key, consoleApi.alarmMetric(name, look), { intervalMs, paused: paused || isPast });
  useUpdate(live, onAnswer);
  return (
    <LiveView live={live} what="the alarm’s metric">
      {(metric) => (
        <ChartPanel
          widget={{ ...metric, title, unit: '', description, thresholds: thresholds(metric), ...bandOf(metric) }}
          start={metric.start}
          end={metric.end}
          marks={[]}
        />
      )}
    </LiveView>
  );
}
