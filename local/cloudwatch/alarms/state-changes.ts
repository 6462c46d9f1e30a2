import type { MuteDetail } from '../actions/alarm-data.ts';
import { type AlarmEvent, stateChangeEvent } from '../actions/alarm-event.ts';
import { type ActionTargets, runAction } from '../actions/run-action.ts';
import { nextSuppression, type Suppression } from '../composite/suppression.ts';
import type { Alarm, CompositeAlarm, HeldState } from './alarm.ts';
import type { AlarmState } from './alarm-definition.ts';
import type { AlarmHistory } from './alarm-history.ts';
import type { AlarmStore } from './alarm-store.ts';
import { actionItem, stateItem } from './history-items.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** Puts an event on the default event bus, durably within the caller's transaction, and gives back what starts its deliveries. */
export type PutEvent = (event: AlarmEvent) => (() => void) | undefined;

export type StateChangesOptions = {
  readonly alarms: AlarmStore;
  readonly history: AlarmHistory;
  readonly unit: UnitOfWork;
  readonly targets: ActionTargets;
  readonly putEvent: PutEvent;
  readonly randomId: () => string;
  readonly isMuted: (alarmName: string, now: number) => boolean;
  readonly muteDetail: (alarmName: string, now: number) => MuteDetail | undefined;
  /** Told of each wait or extension period that begins. */
  readonly onPeriod: (alarmName: string, until: number) => void;
};

/** Changes of alarms' states with all that belongs to them: history, events, actions. To be called within a unit of work. */
export interface StateChanges {
  /** Gives an alarm a state; `suppressing` tells whether a composite alarm's suppressor is in ALARM. */
  change(alarm: Alarm, state: AlarmState, suppressing: boolean, now: number): void;
  /** The suppressor of a composite alarm went to ALARM, or left it or is gone. */
  suppressorChanged(composite: CompositeAlarm, suppressing: boolean, now: number): void;
  /** The suppressor was replaced by another, or taken away. */
  suppressorReplaced(composite: CompositeAlarm, suppressing: boolean, now: number): void;
  /** The period that holds back a composite alarm's actions is over. */
  periodEnded(composite: CompositeAlarm, now: number): void;
  /** Muting is over: takes the actions that were muted, in the state of now. */
  muteEnded(alarm: Alarm, now: number): void;
  /** Stores an alarm. */
  put(alarm: Alarm): void;
  delete(alarm: Alarm): void;
}

/** Makes them over the stores. */
export function createStateChanges(options: StateChangesOptions): StateChanges {
  const { alarms, history, unit, targets } = options;

  function put(alarm: Alarm): void {
    const before = alarms.get(alarm.name);
    unit.onRollback(() => alarms.restore(alarm.name, before));
    alarms.put(alarm);
  }

  function change(alarm: Alarm, state: AlarmState, suppressing: boolean, now: number): void {
    if (state.value === alarm.state.value) put({ ...alarm, state: { ...heldBack(alarm.state), ...state } });
    else transition(alarm, state, suppressing, now);
  }

  function transition(alarm: Alarm, state: AlarmState, suppressing: boolean, now: number): void {
    const suppressor = alarm.kind === 'composite' ? alarm.definition.suppressor : undefined;
    const suppression =
      suppressor && nextSuppression(suppressor, undefined, { kind: 'stateChanged', suppressing }, now);
    const changed: Alarm = { ...alarm, state: { ...state, ...(suppression && { suppression }) } };
    put(changed);
    history.add(stateItem(changed, alarm.state));
    const { randomId, muteDetail, putEvent } = options;
    const about = { id: randomId(), muteDetail: muteDetail(alarm.name, now), ...targets };
    deliver(putEvent(stateChangeEvent(changed, alarm.state, about)));
    holdOrAct(changed, alarm.state, suppression, now);
  }

  function holdOrAct(alarm: Alarm, previous: HeldState, suppression: Suppression | undefined, now: number): void {
    if (suppression === undefined) act(alarm, previous, now);
    else if (suppression.by !== 'Alarm') {
      const { until } = suppression;
      unit.onStored(() => options.onPeriod(alarm.name, until));
    }
  }

  function act(alarm: Alarm, previous: HeldState, now: number): void {
    const actions = alarm.definition.actions[alarm.state.value];
    if (!alarm.definition.actionsEnabled || actions.length === 0) return;
    if (options.isMuted(alarm.name, now)) put({ ...alarm, state: { ...alarm.state, actionsMuted: true } });
    else for (const action of actions) attempt(alarm, previous, action, now);
  }

  /** An action that fails is told in the history and stops neither the others nor the evaluation. */
  function attempt(alarm: Alarm, previous: HeldState, action: string, now: number): void {
    let message: string | null = null;
    let error: string | null = null;
    try {
      const result = unit.run(() => runAction(targets, alarm, previous, action));
      message = result.message;
      deliver(result.deliver);
    } catch (cause) {
      error = cause instanceof Error ? cause.message : String(cause);
    }
    history.add(actionItem(alarm, action, message, error, now));
  }

  function deliver(start: (() => void) | undefined): void {
    if (start !== undefined) unit.onStored(start);
  }

  /** The state stays, what holds back its actions changes. */
  function suppress(composite: CompositeAlarm, suppression: Suppression | undefined, now: number): void {
    const { suppression: before, ...rest } = composite.state;
    if (before === suppression) return;
    const state: HeldState = { ...rest, updated: now, ...(suppression && { suppression }) };
    const changed: CompositeAlarm = { ...composite, state };
    put(changed);
    holdOrAct(changed, composite.state, suppression, now);
  }

  return {
    change,
    put,
    suppressorChanged(composite, suppressing, now) {
      const { definition, state } = composite;
      if (definition.suppressor === undefined) return;
      const event = { kind: 'suppressorChanged', suppressing } as const;
      suppress(composite, nextSuppression(definition.suppressor, state.suppression, event, now), now);
    },
    suppressorReplaced(composite, suppressing, now) {
      const { definition, state } = composite;
      if (state.suppression === undefined) return;
      const event = { kind: 'stateChanged', suppressing } as const;
      const { suppressor } = definition;
      suppress(composite, suppressor && nextSuppression(suppressor, undefined, event, now), now);
    },
    periodEnded: (composite, now) => suppress(composite, undefined, now),
    muteEnded(alarm, now) {
      const { actionsMuted: _, ...state } = alarm.state;
      const changed: Alarm = { ...alarm, state };
      put(changed);
      act(changed, alarm.state, now);
    },
    delete(alarm) {
      unit.onRollback(() => alarms.restore(alarm.name, alarm));
      alarms.delete(alarm.name);
    },
  };
}

function heldBack({ suppression, actionsMuted }: HeldState): Pick<HeldState, 'suppression' | 'actionsMuted'> {
  return { ...(suppression && { suppression }), ...(actionsMuted && { actionsMuted }) };
}
