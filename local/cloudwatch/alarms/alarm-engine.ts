import type { JsonObject } from '../../aws/json.ts';
import { configurationChangeEvent } from '../actions/alarm-event.ts';
import { checkCompositeAlarm } from '../composite/check-composite-alarm.ts';
import {
  evaluateComposite,
  isSuppressing,
  settleComposites,
  tellSuppressed,
} from '../composite/composite-evaluation.ts';
import { readCompositeAlarm } from '../composite/read-composite-alarm.ts';
import { validationError } from '../errors.ts';
import type { QuerySource } from '../queries/query-source.ts';
import { type Alarm, type CompositeAlarm, initialState, type MetricAlarm } from './alarm.ts';
import type { AlarmState } from './alarm-definition.ts';
import { cadence, isHighResolution } from './cadence.ts';
import { configurationItem } from './history-items.ts';
import { failedState, nextState } from './next-state.ts';
import { readAlarm } from './read-alarm.ts';
import { createStateChanges, type StateChangesOptions } from './state-changes.ts';
import { warmUpState } from './warm-up.ts';

export type AlarmEngineOptions = StateChangesOptions & {
  readonly source: QuerySource;
  /** Told of an alarm that cannot be evaluated; the others are. */
  readonly onError: (error: unknown) => void;
  /** Told when there is an alarm with a period below a minute: it needs a tick every 10 seconds. */
  readonly onHighResolution: () => void;
};

/** Everything that happens to alarms: configuration, evaluation, change of state, actions. Times are virtual epoch milliseconds. */
export interface AlarmEngine {
  /** PutMetricAlarm: makes the alarm, or replaces its configuration and keeps its state. */
  putMetricAlarm(input: JsonObject, now: number): MetricAlarm;
  /** PutCompositeAlarm: the same, and evaluates it at once. */
  putCompositeAlarm(input: JsonObject, now: number): CompositeAlarm;
  /** Deletes alarms, all or none. */
  delete(alarms: readonly Alarm[], now: number): void;
  /** SetAlarmState; the next evaluation decides anew. */
  setState(alarm: Alarm, state: Pick<AlarmState, 'value' | 'reason' | 'reasonData'>, now: number): void;
  setActionsEnabled(alarm: Alarm, enabled: boolean, now: number): void;
  /** Evaluates every metric alarm due at the tick, then the composite alarms above those whose state changed. */
  tick(tick: number): void;
  /** A composite alarm's wait or extension period ends at `until`, if it still runs. */
  periodEnded(alarmName: string, until: number, now: number): void;
  /** Takes the muted actions of every alarm that is muted no longer. */
  muteEnded(now: number): void;
  /** The wait and extension periods that run. */
  periods(): readonly { readonly alarmName: string; readonly until: number }[];
}

type Due = { readonly alarm: MetricAlarm; readonly state: AlarmState };

/** Makes the engine over its stores. */
export function createAlarmEngine(options: AlarmEngineOptions): AlarmEngine {
  const { alarms, history, source, unit, targets, onError } = options;
  const changes = createStateChanges(options);
  const stores = { alarms, changes };
  /** Alarms that changed their state without the composite alarms above them being evaluated, which failed. */
  const unsettled = new Set<string>();

  const arnOf = (name: string): string => `arn:aws:cloudwatch:${targets.region}:${targets.accountId}:alarm:${name}`;

  /** What an alarm is made of beside its definition: what there was before, or the beginning. */
  function configured(name: string, input: JsonObject, now: number, beginning: Partial<AlarmState> = {}) {
    const known = alarms.get(name);
    const state = known?.state ?? { ...initialState(now), ...beginning };
    return { name, arn: known?.arn ?? arnOf(name), input, state, configured: now };
  }

  function store(alarm: Alarm, now: number): void {
    const previous = alarms.get(alarm.name);
    changes.put(alarm);
    history.add(configurationItem(alarm, previous === undefined ? 'Create' : 'Update', now));
    tell(alarm, previous === undefined ? { operation: 'create' } : { operation: 'update', previous }, now);
  }

  function tell(alarm: Alarm, change: Parameters<typeof configurationChangeEvent>[1], now: number): void {
    const start = options.putEvent(
      configurationChangeEvent(alarm, change, now, { id: options.randomId(), ...targets }),
    );
    if (start !== undefined) unit.onStored(start);
  }

  function putMetric(input: JsonObject, now: number): MetricAlarm {
    const definition = readAlarm(input);
    if (alarms.get(definition.name)?.kind === 'composite') {
      throw validationError(`A composite alarm with the name ${definition.name} already exists.`);
    }
    const alarm: MetricAlarm = {
      kind: 'metric',
      ...configured(definition.name, input, now, warmUpState(definition)),
      definition,
    };
    unit.run(() => store(alarm, now));
    if (isHighResolution(definition)) options.onHighResolution();
    return alarm;
  }

  function putComposite(input: JsonObject, now: number): CompositeAlarm {
    const definition = readCompositeAlarm(input);
    checkCompositeAlarm(definition, alarms, arnOf);
    const previous = alarms.get(definition.name);
    const alarm: CompositeAlarm = { kind: 'composite', ...configured(definition.name, input, now), definition };
    unit.run(() => {
      store(alarm, now);
      if (previous?.kind === 'composite' && suppressorName(previous) !== suppressorName(alarm)) {
        changes.suppressorReplaced(alarm, isSuppressing(alarm, alarms.get), now);
      }
      const stored = alarms.get(alarm.name);
      if (stored?.kind !== 'composite') return;
      evaluateComposite(stores, stored, { kind: previous === undefined ? 'created' : 'updated' }, now);
      tellSuppressed(stores, alarm.name, new Set(), now);
    });
    return alarm;
  }

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

  /** Whether a part of a tick could be stored; the other parts are, whether it could or not. */
  function attempt(what: string, part: () => void): boolean {
    try {
      unit.run(part);
      return true;
    } catch (error) {
      onError(new Error(`${what} cannot be evaluated: ${error}`, { cause: error }));
      return false;
    }
  }

  function apply(due: readonly Due[], tick: number): void {
    for (const { alarm, state } of due) {
      const applied = attempt(`The alarm ${alarm.name}`, () => changes.change(alarm, state, false, tick));
      if (applied && state.value !== alarm.state.value) markUnsettled(alarm.name);
    }
    if (unsettled.size === 0) return;
    const changed = new Set(unsettled);
    if (!attempt('The composite alarms', () => settleComposites(stores, changed, tick))) return;
    unsettled.clear();
  }

  function markUnsettled(name: string): void {
    unsettled.add(name);
    unit.onRollback(() => unsettled.delete(name));
  }

  if (alarms.list().some((alarm) => alarm.kind === 'metric' && isHighResolution(alarm.definition))) {
    options.onHighResolution();
  }

  return {
    putMetricAlarm: putMetric,
    putCompositeAlarm: putComposite,
    delete(doomed, now) {
      unit.run(() => {
        for (const alarm of doomed) {
          changes.delete(alarm);
          history.add(configurationItem(alarm, 'Delete', now));
          tell(alarm, { operation: 'delete' }, now);
          tellSuppressed(stores, alarm.name, new Set(), now);
        }
      });
    },
    setState(alarm, { value, reason, reasonData }, now) {
      const transitioned = value === alarm.state.value ? alarm.state.transitioned : now;
      const state = { value, reason, ...(reasonData && { reasonData }), updated: now, transitioned };
      unit.run(() => {
        changes.change(alarm, state, alarm.kind === 'composite' && isSuppressing(alarm, alarms.get), now);
        if (value !== alarm.state.value) settleComposites(stores, new Set([alarm.name]), now);
      });
    },
    setActionsEnabled(alarm, enabled, now) {
      if (alarm.definition.actionsEnabled === enabled) return;
      const input = { ...alarm.input, ActionsEnabled: enabled };
      if (alarm.kind === 'metric') putMetric(input, now);
      else unit.run(() => store({ ...alarm, input, definition: readCompositeAlarm(input), configured: now }, now));
    },
    tick(tick) {
      const due = alarms
        .list()
        .flatMap((alarm) =>
          alarm.kind === 'metric' && tick % cadence(alarm.definition) === 0 ? evaluate(alarm, tick) : [],
        );
      if (due.length > 0 || unsettled.size > 0) unit.run(() => apply(due, tick));
    },
    periodEnded(alarmName, until, now) {
      const alarm = alarms.get(alarmName);
      const suppression = alarm?.state.suppression;
      if (alarm?.kind !== 'composite' || suppression === undefined || suppression.by === 'Alarm') return;
      if (suppression.until === until) unit.run(() => changes.periodEnded(alarm, now));
    },
    muteEnded(now) {
      const waiting = alarms.list().filter(({ name, state }) => state.actionsMuted && !options.isMuted(name, now));
      if (waiting.length > 0) unit.run(() => waiting.forEach((alarm) => void changes.muteEnded(alarm, now)));
    },
    periods: () =>
      alarms
        .list()
        .flatMap(({ name, state: { suppression } }) =>
          suppression === undefined || suppression.by === 'Alarm'
            ? []
            : [{ alarmName: name, until: suppression.until }],
        ),
  };
}

function suppressorName({ definition }: CompositeAlarm): string | undefined {
  return definition.suppressor?.alarm.name;
}
