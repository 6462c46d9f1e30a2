import type { Alarm, AlarmMetric, Series, WidgetData } from '../../../../functions/ops/responses.ts';
import { ChartPanel } from '../charts/chart-panel.tsx';
import { consoleApi } from '../console-api.ts';
import { useDashboardRefresh } from '../dashboard-refresh.ts';
import { LiveView } from '../live-view.tsx';
import { useLive } from '../use-live.ts';
import { useUpdate } from '../use-update.ts';

/** Long enough to see what was normal before. */
const MINUTES = 180;

/** A threshold as a line over the whole chart; an anomaly band is a line of the metric's own. */
function thresholdLine({ threshold, start, end, period }: AlarmMetric): Series[] {
  if (threshold === undefined) return [];
  const step = period * 1000;
  const timestamps = Array.from({ length: Math.floor((end - start) / step) }, (_, index) => start + index * step);
  return [{ id: 'threshold', label: 'Threshold', timestamps, values: timestamps.map(() => threshold) }];
}

function widgetOf(alarm: Alarm, metric: AlarmMetric): WidgetData {
  const { period, series, messages } = metric;
  return {
    title: 'What it looks at',
    view: 'timeSeries',
    unit: '',
    description: alarm.condition,
    period,
    series: [...series, ...thresholdLine(metric)],
    messages,
  };
}

/** What a metric alarm looks at, over the last hours, against its threshold. */
export function AlarmChart({ alarm, paused }: { alarm: Alarm; paused: boolean }) {
  const load = consoleApi.alarmMetric(alarm.name, MINUTES);
  const { intervalMs, onAnswer } = useDashboardRefresh();
  const live = useLive(`metric ${alarm.name}`, load, { intervalMs, paused });
  useUpdate(live, onAnswer);
  return (
    <LiveView live={live} what="the alarm’s metric">
      {(metric) => <ChartPanel widget={widgetOf(alarm, metric)} start={metric.start} end={metric.end} marks={[]} />}
    </LiveView>
  );
}
