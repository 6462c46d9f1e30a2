import type { AlarmDefinition, AlarmState } from './alarm-definition.ts';
import { type AlarmDatapoint, decideState } from './decide-state.ts';
import { stateReason } from './state-reason.ts';
import { stateReasonData } from './state-reason-data.ts';

/**
 * Evaluates a metric alarm: the state that the evaluation range (newest datapoint first) gives it at `now`, with reason and
 * reason data; `undefined` when it keeps the state it has. After an evaluation error, whose reason stands in its place, the
 * same state is told again.
 */
export function evaluateAlarm(
  definition: Pick<AlarmDefinition, 'subject' | 'period' | 'rule' | 'ignoreLowSamples'>,
  datapoints: readonly AlarmDatapoint[],
  previous: AlarmState,
  now: number,
): AlarmState | undefined {
  if (hasTooFewSamples(definition, datapoints)) return undefined;
  const { rule } = definition;
  const value = decideState(rule, datapoints);
  if (value === 'retain') return undefined;
  const stays = value === previous.value;
  if (stays && previous.evaluationState !== 'EVALUATION_ERROR') return undefined;
  return {
    value,
    reason: stateReason(rule, value, datapoints),
    reasonData: stateReasonData(definition, datapoints, now),
    updated: now,
    transitioned: stays ? previous.transitioned : now,
  };
}

/**
 * Whether the evaluation periods hold too few samples for the alarm's percentile and the alarm says to ignore that
 * (PutMetricAlarm `EvaluateLowSampleCountPercentile`): fewer than 10 / (1 − p) samples, for p below one half 10 / p. The rule
 * is about percentiles between 0 and 1: the least and the greatest sample (p0, p100) are evaluated however few there are.
 */
function hasTooFewSamples(
  { subject, ignoreLowSamples, rule }: Pick<AlarmDefinition, 'subject' | 'rule' | 'ignoreLowSamples'>,
  datapoints: readonly AlarmDatapoint[],
): boolean {
  if (!ignoreLowSamples || subject.kind !== 'metric' || subject.metric.statistic.kind !== 'percentile') return false;
  const fraction = subject.metric.statistic.percent / 100;
  if (fraction === 0 || fraction === 1) return false;
  const needed = 10 / (fraction >= 0.5 ? 1 - fraction : fraction);
  const held = datapoints.slice(0, rule.evaluationPeriods).reduce((sum, each) => sum + (each.sampleCount ?? 0), 0);
  return held < needed - 1e-9;
}
