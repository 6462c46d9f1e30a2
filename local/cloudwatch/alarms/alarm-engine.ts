import { isSuppressing, settleComposites } from '../composite/composite-evaluation.ts';
import type { Alarm } from './alarm.ts';
import type { AlarmState } from './alarm-definition.ts';
import { isHighResolution } from './cadence.ts';
import { type Configuration, createConfiguration } from './configuration.ts';
import { createEvaluation, type Evaluation, type EvaluationOptions } from './evaluation.ts';
import { createStateChanges } from './state-changes.ts';

export type AlarmEngineOptions = EvaluationOptions & {
  /** Told when there is an alarm with a period below a minute: it needs a tick every 10 seconds. */
  readonly onHighResolution: () => void;
};

/** A wait or extension period that holds back a composite alarm's actions until a time. */
export type RunningPeriod = { readonly alarmName: string; readonly until: number };

/** Everything that happens to alarms: configuration, evaluation, change of state, actions. Times are virtual epoch milliseconds. */
export interface AlarmEngine extends Configuration, Evaluation {
  /** SetAlarmState; the next evaluation decides anew. */
  setState(alarm: Alarm, state: Pick<AlarmState, 'value' | 'reason' | 'reasonData'>, now: number): void;
  /** A period ends, if it still runs. */
  periodEnded(period: RunningPeriod, now: number): void;
  periods(): readonly RunningPeriod[];
}

/** Makes the engine over its stores. */
export function createAlarmEngine(options: AlarmEngineOptions): AlarmEngine {
  const { alarms, unit, onHighResolution } = options;
  const changes = createStateChanges(options);
  const configuration = createConfiguration(options, changes);

  if (alarms.list().some((alarm) => alarm.kind === 'metric' && isHighResolution(alarm.definition))) onHighResolution();

  return {
    ...configuration,
    ...createEvaluation(options, changes),
    putMetricAlarm(input, now) {
      const alarm = configuration.putMetricAlarm(input, now);
      if (isHighResolution(alarm.definition)) onHighResolution();
      return alarm;
    },
    setState(alarm, { value, reason, reasonData }, now) {
      const transitioned = value === alarm.state.value ? alarm.state.transitioned : now;
      const state = { value, reason, ...(reasonData && { reasonData }), updated: now, transitioned };
      unit.run(() => {
        changes.change(alarm, state, alarm.kind === 'composite' && isSuppressing(alarm, alarms.get), now);
        if (value !== alarm.state.value) settleComposites({ alarms, changes }, [alarm.name], now);
      });
    },
    periodEnded({ alarmName, until }, now) {
      const alarm = alarms.get(alarmName);
      if (alarm?.kind !== 'composite' || runningPeriod(alarm)[0]?.until !== until) return;
      unit.run(() => changes.periodEnded(alarm, now));
    },
    periods: () => alarms.list().flatMap(runningPeriod),
  };
}

function runningPeriod({ name, state: { suppression } }: Alarm): RunningPeriod[] {
  if (suppression === undefined || suppression.by === 'Alarm') return [];
  return [{ alarmName: name, until: suppression.until }];
}
