import { METRICS } from '../../../monitoring/metrics.ts';
import { customNamespace } from '../../../monitoring/physical-name.ts';
import { type Finding, ok, warning, wrong } from '../finding.ts';
import type { Link } from '../link.ts';
import { readMetrics } from '../read-metrics.ts';

/** What the newest datapoint of the probe's metric tells, at a time in epoch milliseconds. */
export function probeFinding(
  newest: { readonly time: number; readonly value: number } | undefined,
  now: number,
): Finding {
  if (newest === undefined)
    return wrong(
      'No datapoint of ProbeSuccess is fresh: nothing comes out of the log lines, or none are written.',
      'If the links schedules and logs are well, see whether the lines of the probe still are embedded metric format.',
    );
  const seconds = Math.max(0, Math.round((now - newest.time) / 1000));
  if (newest.value >= 1) return ok(`The probe’s line became a metric: ProbeSuccess is 1, of ${seconds} s ago.`);
  return warning(
    `Metrics come in, but the probe’s walk through the shop fails (${seconds} s ago).`,
    'Read the newest line of the probe, which names the step, and monitoring/runbooks/application-down.md.',
  );
}

/** Whether what functions write in embedded metric format becomes a metric. */
export const metrics: Link = {
  name: 'metrics',
  examine: async (examination) => {
    const { stage, freshness, now } = examination;
    const metric = { Namespace: customNamespace(stage), MetricName: METRICS.probeSuccess.name };
    const [facts] = await readMetrics(examination, [{ metric, stat: 'Minimum' }], freshness);
    return [probeFinding(facts?.newest, now())];
  },
};
