import {
  BURN_WINDOWS,
  type BurnSpeed,
  burnRateExpression,
  errorBudget,
  sliExpressions,
  sliQueries,
  type WindowLength,
  windowAlarmId,
  windowName,
} from '../burn-rate.ts';
import { SLOS, type Slo } from '../slos.ts';
import type { AlarmDefinition } from './alarm-definition.ts';

/**
 * The burn rate, and 0 where fewer events failed than the floor of a long window, or none in a short one: without that the
 * windows before would decide where there was no event at all. A count that is made of a percentile rank is not quite whole,
 * so that the floor is half an event lower.
 */
function expression(slo: Slo, length: WindowLength): string {
  const rate = burnRateExpression(slo);
  if (length === 'short' && slo.sli.kind === 'limit') return rate;
  return `IF(${sliExpressions(slo).failed} > ${length === 'short' ? 0 : slo.floor - 0.5}, ${rate}, 0)`;
}

/** A short window of samples with a limit needs the samples’ share alone. */
function queries(slo: Slo, length: WindowLength) {
  const all = sliQueries(slo);
  const text = expression(slo, length);
  return all.filter(({ id }) => new RegExp(`\\b${id}\\b`).test(text));
}

/** Minutes until all failing fills so much of a steady window, the minute of the fault and that of the evaluation. */
function promiseMinutes(slo: Slo, speed: BurnSpeed, length: WindowLength): number {
  const { burnRate, ...windows } = BURN_WINDOWS[speed];
  const filled = Math.ceil((burnRate * errorBudget(slo) * windows[length]) / 60);
  return Math.max(filled + 2, slo.promiseMinutes);
}

/**
 * The alarm on one window. CloudWatch compares single datapoints with a threshold, so the window is one datapoint: a period
 * as long as the window, which slides on by a minute with each evaluation ("Alarm evaluation").
 */
function windowAlarm(slo: Slo, speed: BurnSpeed, length: WindowLength): AlarmDefinition {
  const { burnRate, [length]: period } = BURN_WINDOWS[speed];
  return {
    id: windowAlarmId(slo, speed, length),
    title: `${slo.title}: burn rate of ${windowName(period)}`,
    severity: slo.severity,
    category: 'SLO',
    group: 'burn-rates',
    notices: slo.notices,
    promiseMinutes: promiseMinutes(slo, speed, length),
    runbook: `${slo.id}-burn.md`,
    provenBy: slo.provenBy,
    missingDataReason: 'Without events nothing of the budget is used.',
    lowTraffic: slo.lowTraffic,
    metrics: [
      { id: 'burn', expression: expression(slo, length), label: `Burn rate over ${windowName(period)}` },
      ...queries(slo, length),
    ],
    period,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    threshold: burnRate,
    comparisonOperator: 'GreaterThanThreshold',
    treatMissingData: 'notBreaching',
  };
}

/** The alarms on the windows of every objective; none of them acts, as composites name them. */
export const SLO_WINDOWS: readonly AlarmDefinition[] = SLOS.flatMap((slo) =>
  slo.speeds.flatMap((speed) => [windowAlarm(slo, speed, 'long'), windowAlarm(slo, speed, 'short')]),
);
