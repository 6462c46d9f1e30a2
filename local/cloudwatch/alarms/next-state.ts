import type { QuerySource } from '../queries/query-source.ts';
import type { MetricAlarm } from './alarm.ts';
import { alarmDatapoints, hasTooFewSamples } from './alarm-datapoints.ts';
import type { AlarmState } from './alarm-definition.ts';
import { evaluateAlarm } from './evaluate-alarm.ts';
import { stateReason } from './state-reason.ts';
import { stateReasonData } from './state-reason-data.ts';

/** The state that an evaluation at the tick (epoch milliseconds) gives a metric alarm; `undefined` when it keeps the one it has. */
export function nextState(
  { definition, state }: Pick<MetricAlarm, 'definition' | 'state'>,
  source: QuerySource,
  tick: number,
): AlarmState | undefined {
  const datapoints = alarmDatapoints(definition, source, tick);
  if (hasTooFewSamples(definition, datapoints)) return undefined;
  const decision = evaluateAlarm(definition.rule, datapoints);
  if (decision.kind === 'retain' || decision.state === state.value) return undefined;
  return {
    value: decision.state,
    reason: stateReason(definition.rule, decision),
    reasonData: stateReasonData(definition, decision, tick),
    updated: tick,
    transitioned: tick,
  };
}
