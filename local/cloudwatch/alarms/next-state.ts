import { MathError } from '../math/math-error.ts';
import type { QuerySource } from '../queries/query-source.ts';
import type { MetricAlarm } from './alarm.ts';
import { alarmDatapoints } from './alarm-datapoints.ts';
import type { AlarmState, EvaluationState } from './alarm-definition.ts';
import { evaluateAlarm } from './evaluate-alarm.ts';
import { isWarmingUp } from './warm-up.ts';

type Evaluated = Pick<MetricAlarm, 'definition' | 'state'>;

/**
 * The state that an evaluation at the tick (epoch milliseconds) gives a metric alarm; `undefined` when it keeps the one it has.
 * Queries that CloudWatch refuses to compute leave the state and tell EVALUATION_ERROR with the cause as the reason.
 */
export function nextState(alarm: Evaluated, source: QuerySource, tick: number): AlarmState | undefined {
  try {
    return evaluate(alarm, source, tick);
  } catch (error) {
    if (!(error instanceof MathError)) throw error;
    return hindered({ ...alarm.state, reason: `Evaluation error: ${error.message}` }, 'EVALUATION_ERROR', tick);
  }
}

/** The state of an alarm whose evaluation failed for no fault of its definition; `undefined` when that is told already. */
export function failedState(state: AlarmState, tick: number): AlarmState | undefined {
  return hindered(state, 'EVALUATION_FAILURE', tick);
}

function evaluate({ definition, state }: Evaluated, source: QuerySource, tick: number): AlarmState | undefined {
  const datapoints = alarmDatapoints(definition, source, tick);
  if (isWarmingUp(definition, state, source, datapoints, tick)) return undefined;
  return evaluateAlarm(definition, datapoints, state, tick) ?? unhindered(state, tick);
}

function hindered(state: AlarmState, evaluationState: EvaluationState, tick: number): AlarmState | undefined {
  if (state.evaluationState === evaluationState || state.evaluationState === 'IN_WARM_UP') return undefined;
  return { ...state, evaluationState, updated: tick };
}

/** A state that stays is told anew once it has been evaluated again after a warm-up, an error or a failure. */
function unhindered(state: AlarmState, tick: number): AlarmState | undefined {
  if (state.evaluationState === undefined) return undefined;
  const { evaluationState: _, ...rest } = state;
  return { ...rest, updated: tick };
}
