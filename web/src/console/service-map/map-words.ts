import type { MapTraffic, Outcomes } from '../../../../functions/ops/service-map/service-map-responses.ts';
import { formatDuration, formatNumber } from '../../ui/format-number.ts';
import type { ServiceKind } from './map-model.ts';

/** What a service is, in words. */
export const KIND_WORDS: Readonly<Record<ServiceKind, string>> = {
  client: 'callers',
  function: 'function',
  table: 'table',
  queue: 'queue',
  service: 'service',
};

/** How something goes, by the share of what failed. */
export type Health = 'good' | 'warn' | 'bad' | 'unknown';

/** Shares of requests that a service may fail before it looks unwell, and before it looks ill. */
const LITTLE = 0.001;
const MUCH = 0.05;

/** A fault weighs more than an error, which is the caller's. */
export function healthOf(outcomes: Outcomes | undefined): Health {
  if (outcomes === undefined || outcomes.total === 0) return 'unknown';
  const { fault, throttle, error, total } = outcomes;
  if ((fault + throttle) / total > MUCH) return 'bad';
  return (fault + throttle) / total > LITTLE || error / total > MUCH ? 'warn' : 'good';
}

/** A share in percent, as short as it can be said. */
export function formatShare(count: number, total: number): string {
  if (total === 0 || count === 0) return '0 %';
  const percent = (count / total) * 100;
  return percent < 0.1 ? '< 0.1 %' : `${formatNumber(percent, percent < 10 ? 1 : 0)} %`;
}

/** So many a minute, or an hour where that says more. */
export function formatRate(perMinute: number): string {
  if (perMinute === 0) return '0/min';
  return perMinute < 1
    ? `${formatNumber(perMinute * 60, 1)}/h`
    : `${formatNumber(perMinute, perMinute < 10 ? 1 : 0)}/min`;
}

/** What went wrong, worst first; empty where nothing did. */
export function troubles({ fault, throttle, error, total }: Outcomes): readonly string[] {
  return [
    ...(fault > 0 ? [`${formatShare(fault, total)} faults`] : []),
    ...(throttle > 0 ? [`${formatShare(throttle, total)} throttled`] : []),
    ...(error > 0 ? [`${formatShare(error, total)} errors`] : []),
  ];
}

/** Rate, latency and trouble as one sentence, for whoever does not see the picture. */
export function trafficWords(traffic: MapTraffic | undefined): string {
  if (traffic === undefined || traffic.total === 0) return 'no figures';
  const p95 = traffic.p95Ms === undefined ? [] : [`95 of 100 within ${formatDuration(traffic.p95Ms)}`];
  const wrong = troubles(traffic);
  return [
    formatRate(traffic.perMinute),
    `${formatDuration(traffic.averageMs)} on average`,
    ...p95,
    ...(wrong.length === 0 ? ['no errors'] : wrong),
  ].join(', ');
}
