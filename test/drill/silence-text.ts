import { judgeSilence, toldOf } from '../support/silence/judge-silence.ts';
import type { SilenceReport } from '../support/silence/silence.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Real milliseconds that the rest of the days will take when it goes on as fast as since a virtual time; undefined before anything has passed. */
export function realTimeLeft(
  { until }: Pick<SilenceReport, 'until'>,
  { end, since, elapsedMs }: { readonly end: number; readonly since: number; readonly elapsedMs: number },
): number | undefined {
  return until > since ? (elapsedMs / (until - since)) * Math.max(0, end - until) : undefined;
}

function span(ms: number): string {
  const minutes = Math.ceil(ms / MINUTE);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** How far it is and what was heard so far, in a line. */
export function progressLine(report: SilenceReport, days: number, leftMs: number | undefined): string {
  const { from, until, counts, raised } = report;
  const { requests, clientErrors, serverErrors, orders, declines, deployments } = counts;
  const disturbed = judgeSilence(report).length;
  return [
    `day ${((until - from) / DAY).toFixed(2)} of ${days}, ${new Date(until).toISOString().slice(0, 16)}`,
    `${requests} requests (${clientErrors} × 4xx, ${serverErrors} × 5xx)`,
    `${orders} orders, ${declines} declines, ${deployments} deployments`,
    `${raised.length} alarms raised, ${disturbed} of them disturbing`,
    ...(leftMs === undefined || leftMs === 0 ? [] : [`about ${span(leftMs)} left`]),
  ].join('; ');
}

/** All that was heard: every alarm with its reason, and whether anybody was disturbed. */
export function resultText(report: SilenceReport, days: number): string {
  const disturbed = judgeSilence(report).length;
  return [
    progressLine(report, days, undefined),
    ...report.raised.map((alarm) => `  ${toldOf(alarm)}`),
    disturbed === 0 ? 'Nobody was disturbed.' : `Disturbed ${disturbed} times.`,
  ].join('\n');
}
