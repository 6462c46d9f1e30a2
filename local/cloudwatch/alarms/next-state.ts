import type { QuerySource } from '../queries/query-source.ts';
import type { MetricAlarm } from './alarm.ts';
import { alarmDatapoints } from './alarm-datapoints.ts';
import type { AlarmState } from './alarm-definition.ts';
import { evaluateAlarm } from './evaluate-alarm.ts';
import { isWarmingUp } from './warm-up.ts';

/** The state that an evaluation at the tick (epoch milliseconds) gives a metric alarm; `undefined` when it keeps the one it has. */
export function nextState(
  { definition, state }: Pick<MetricAlarm, 'definition' | 'state'>,
  source: QuerySource,
  tick: number,
): AlarmState | undefined {
  const datapoints = alarmDatapoints(definition, source, tick);
  if (isWarmingUp(definition, state, source, datapoints, tick)) return undefined;
  return evaluateAlarm(definition, datapoints, state, tick) ?? evaluated(state, tick);
}

/** A state that stays is told anew once it has been evaluated again after a warm-up or a failure. */
function evaluated({ evaluationState, ...state }: AlarmState, tick: number): AlarmState | undefined {
  return evaluationState === undefined ? undefined : { ...state, updated: tick };
}
