import { judgeSilence, toldOf } from '../support/silence/judge-silence.ts';
import type { SilenceCounts, SilenceReport } from '../support/silence/silence.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** Virtual milliseconds that have passed in all lanes together. */
export const passed = (reports: readonly SilenceReport[]): number =>
  sum(reports.map(({ from, until }) => until - from));

function span(ms: number): string {
  const minutes = Math.ceil(ms / MINUTE);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** How far it is and what was heard so far in every lane, in a line; `leftMs` are real milliseconds. */
export function progressLine(reports: readonly SilenceReport[], days: number, leftMs?: number): string {
  const count = (name: keyof SilenceCounts): number => sum(reports.map(({ counts }) => counts[name]));
  const raised = reports.flatMap((report) => report.raised);
  const times = reports.map(({ until }) => new Date(until).toISOString().slice(0, 16));
  return [
    `day ${(passed(reports) / DAY).toFixed(2)} of ${days}, ${times.join(' and ')}`,
    `${count('requests')} requests (${count('clientErrors')} × 4xx, ${count('serverErrors')} × 5xx)`,
    `${count('orders')} orders, ${count('declines')} declines, ${count('deployments')} deployments`,
    `${raised.length} alarms raised, ${judgeSilence({ raised }).length} of them disturbing`,
    ...(leftMs === undefined || leftMs <= 0 ? [] : [`about ${span(leftMs)} left`]),
  ].join('; ');
}

/** All that was heard: every alarm with its reason, and whether anybody was disturbed. */
export function resultText(reports: readonly SilenceReport[], days: number): string {
  const raised = reports.flatMap((report) => report.raised);
  const disturbed = judgeSilence({ raised }).length;
  return [
    progressLine(reports, days),
    ...raised.map((alarm) => `  ${toldOf(alarm)}`),
    disturbed === 0 ? 'Nobody was disturbed.' : `Disturbed ${disturbed} times.`,
  ].join('\n');
}
