import { settleComposites } from '../composite/composite-evaluation.ts';
import type { QuerySource } from '../queries/query-source.ts';
import type { Alarm, MetricAlarm } from './alarm.ts';
import type { AlarmState } from './alarm-definition.ts';
import { cadence } from './cadence.ts';
import { failedState, nextState } from './next-state.ts';
import type { StateChanges, StateChangesOptions } from './state-changes.ts';

export type EvaluationOptions = StateChangesOptions & {
  readonly source: QuerySource;
  /** Told of an alarm that cannot be evaluated, or whose change cannot be stored; the others are. */
  readonly onError: (error: unknown) => void;
};

/** What happens to all alarms at an instant (virtual epoch milliseconds); one alarm's failure stops no other. */
export interface Evaluation {
  /** Evaluates every metric alarm due at the tick, then the composite alarms above those whose state changed; then tries again what failed before. */
  tick(tick: number): void;
  /** Takes the muted actions of every alarm that is muted no longer. */
  muteEnded(now: number): void;
}

type Due = { readonly alarm: MetricAlarm; readonly state: AlarmState };

/** Makes it over the stores. */
export function createEvaluation(options: EvaluationOptions, changes: StateChanges): Evaluation {
  const { alarms, source, unit, isMuted, onError } = options;
  /** Alarms whose change of state is yet to be passed on to composite alarms: that failed before. */
  const unsettled = new Set<string>();

  function evaluate(alarm: MetricAlarm, tick: number): Due[] {
    try {
      const state = nextState(alarm, source, tick);
      return state === undefined ? [] : [{ alarm, state }];
    } catch (error) {
      onError(new Error(`The alarm ${alarm.name} cannot be evaluated: ${error}`, { cause: error }));
      const state = failedState(alarm.state, tick);
      return state === undefined ? [] : [{ alarm, state }];
    }
  }

  /** Whether work could be stored, all by itself or as a part of other work. */
  function store(what: string, work: () => void): boolean {
    try {
      unit.run(work);
      return true;
    } catch (error) {
      onError(new Error(`${what} cannot be stored: ${error}`, { cause: error }));
      return false;
    }
  }

  const attempt = (alarmName: string, part: () => void): boolean => store(`The alarm ${alarmName}`, part);

  function apply(due: readonly Due[], tick: number): void {
    const before = [...unsettled];
    unit.onRollback(() => before.forEach((name) => void unsettled.add(name)));
    const changed = new Set(before);
    unsettled.clear();
    for (const { alarm, state } of due) {
      const stored = attempt(alarm.name, () => changes.change(alarm, state, false, tick));
      if (stored && state.value !== alarm.state.value) changed.add(alarm.name);
    }
    for (const name of settleComposites({ alarms, changes }, changed, tick, attempt)) unsettled.add(name);
  }

  /** Together in one transaction, each a part of it. */
  function unmute(waiting: readonly Alarm[], now: number): void {
    if (waiting.length === 0) return;
    store('The end of muting', () => {
      for (const alarm of waiting) attempt(alarm.name, () => changes.muteEnded(alarm, now));
    });
  }

  function muteEnded(now: number): void {
    unmute(
      alarms.list().filter(({ name, state }) => state.actionsMuted === true && !isMuted(name, now)),
      now,
    );
  }

  return {
    muteEnded,
    tick(tick) {
      const due = alarms
        .list()
        .flatMap((alarm) =>
          alarm.kind === 'metric' && tick % cadence(alarm.definition) === 0 ? evaluate(alarm, tick) : [],
        );
      if (due.length > 0 || unsettled.size > 0) store('The evaluation', () => apply(due, tick));
      muteEnded(tick);
    },
  };
}
