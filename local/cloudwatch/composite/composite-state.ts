import type { Alarm, CompositeAlarm } from '../alarms/alarm.ts';
import type { AlarmState } from '../alarms/alarm-definition.ts';
import { formatLongTime, formatOffsetTime } from '../alarms/format-time.ts';
import { evaluateRule } from './evaluate-rule.ts';

/** Why a composite alarm is evaluated: it was put, or children of it changed their states. */
export type EvaluationCause =
  | { readonly kind: 'created' | 'updated' }
  | { readonly kind: 'children'; readonly changed: ReadonlySet<string> };

/**
 * The state that its rule gives a composite alarm; `undefined` when it has that already. CloudWatch's samples name the one
 * child whose change decided; where several changed at the same instant, the reason names the first of them and the data
 * tells all.
 */
export function compositeState(
  { arn, definition, state }: CompositeAlarm,
  alarmOf: (name: string) => Pick<Alarm, 'arn' | 'state'> | undefined,
  cause: EvaluationCause,
  now: number,
): AlarmState | undefined {
  const value = evaluateRule(definition.rule, (name) => alarmOf(name)?.state.value) ? 'ALARM' : 'OK';
  if (value === state.value) return undefined;
  const children = definition.children.filter(({ name }) => cause.kind !== 'children' || cause.changed.has(name));
  const triggering = children.flatMap(({ name }) => alarmOf(name) ?? []);
  const [first] = triggering;
  const reason =
    cause.kind === 'children' && first !== undefined
      ? `${first.arn} transitioned to ${first.state.value} at ${formatLongTime(first.state.transitioned)}`
      : `${arn} was ${cause.kind === 'created' ? 'created' : 'updated'} and its alarm rule evaluates to ${value}`;
  return { value, reason, reasonData: reasonData(triggering), updated: now, transitioned: now };
}

function reasonData(triggering: readonly Pick<Alarm, 'arn' | 'state'>[]): string {
  return JSON.stringify({
    triggeringAlarms: triggering.map(({ arn, state }) => ({
      arn,
      state: { value: state.value, timestamp: formatOffsetTime(state.transitioned) },
    })),
  });
}
