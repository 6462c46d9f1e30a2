import type { QuerySource } from '../queries/query-source.ts';
import { alarmDatapoints } from './alarm-datapoints.ts';
import type { AlarmDefinition, AlarmState } from './alarm-definition.ts';
import type { AlarmDatapoint } from './decide-state.ts';

const MINUTE = 60_000;

/** What is told of an alarm that begins with a warm-up period. */
export function warmUpState(definition: Pick<AlarmDefinition, 'warmUp'>): Pick<AlarmState, 'evaluationState'> {
  return definition.warmUp === undefined ? {} : { evaluationState: 'IN_WARM_UP' };
}

/**
 * Whether the alarm is still in the warm-up period that began with its state (User Guide "Alarm warm-up periods"). Unless the
 * whole period is to be waited for, it ends as soon as the evaluation window is full: the newest period has a datapoint, and
 * data reaches back to the first minute of the window (AWS's example: published from 10:04 on, full at 10:19).
 */
export function isWarmingUp(
  definition: AlarmDefinition,
  state: AlarmState,
  source: QuerySource,
  datapoints: readonly AlarmDatapoint[],
  tick: number,
): boolean {
  const { warmUp } = definition;
  if (warmUp === undefined || state.evaluationState !== 'IN_WARM_UP') return false;
  if (tick >= state.transitioned + warmUp.duration) return false;
  return warmUp.whole || datapoints[0]?.value === undefined || !reachesBack(definition, source, datapoints, tick);
}

function reachesBack(
  definition: AlarmDefinition,
  source: QuerySource,
  datapoints: readonly AlarmDatapoint[],
  tick: number,
): boolean {
  const { period, rule, window } = definition;
  if (window.kind === 'wallClock') return datapoints[rule.evaluationPeriods - 1]?.value !== undefined;
  const firstMinute = tick - rule.evaluationPeriods * period + Math.min(period, MINUTE);
  return alarmDatapoints(definition, source, firstMinute)[0]?.value !== undefined;
}
