import type { JsonObject } from '../../aws/json.ts';
import type { QuerySource } from '../queries/query-source.ts';
import { type Alarm, initialState, type MetricAlarm } from './alarm.ts';
import type { AlarmState } from './alarm-definition.ts';
import type { AlarmHistory } from './alarm-history.ts';
import type { AlarmStore } from './alarm-store.ts';
import { describeConfiguration } from './describe-alarm.ts';
import { formatOffsetTime } from './format-time.ts';
import { nextState } from './next-state.ts';
import { type AlarmNotification, alarmNotification } from './notification.ts';
import { readAlarm } from './read-alarm.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Publishes to an SNS topic: stores the message durably, within the transaction of the caller, and gives back what
 * starts its delivery once that is over; throws when there is no such topic.
 */
export type Publish = (topicArn: string, notification: AlarmNotification) => (() => void) | undefined;

export type AlarmEngineOptions = {
  readonly alarms: AlarmStore;
  readonly history: AlarmHistory;
  readonly source: QuerySource;
  readonly publish: Publish;
  /** Stores all that the work writes, or nothing when it throws. */
  readonly transaction: (work: () => void) => void;
  /** Told of an alarm that cannot be evaluated; the others are. */
  readonly onError: (error: unknown) => void;
  readonly region: string;
  readonly accountId: string;
  /** Told when there is an alarm with a period below a minute: it needs a tick every 10 seconds. */
  readonly onHighResolution: () => void;
};

/** Everything that happens to alarms: configuration, evaluation, change of state, actions. Times are virtual epoch milliseconds. */
export interface AlarmEngine {
  /** PutMetricAlarm: makes the alarm, or replaces its configuration and keeps its state. */
  put(input: JsonObject, now: number): MetricAlarm;
  delete(alarm: MetricAlarm, now: number): void;
  /** SetAlarmState; the next evaluation decides anew. */
  setState(alarm: MetricAlarm, state: Pick<AlarmState, 'value' | 'reason' | 'reasonData'>, now: number): void;
  setActionsEnabled(alarm: MetricAlarm, enabled: boolean, now: number): void;
  /** Evaluates every alarm due at the tick and runs the actions of those whose state changes. */
  tick(tick: number): void;
}

/** Makes the engine over its stores. */
export function createAlarmEngine(options: AlarmEngineOptions): AlarmEngine {
  const { alarms, history, source, region, accountId } = options;

  function put(input: JsonObject, now: number): MetricAlarm {
    const definition = readAlarm(input);
    const { name } = definition;
    const known = alarms.get(name);
    const arn = known?.arn ?? `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}`;
    const state = known?.state ?? initialState(now);
    const alarm: MetricAlarm = { kind: 'metric', name, arn, input, definition, state, configured: now };
    alarms.put(alarm);
    if (definition.period < MINUTE) options.onHighResolution();
    if (known === undefined) configurationUpdate(alarm, 'Create', 'created', now);
    else configurationUpdate(alarm, 'Update', 'updated', now);
    return alarm;
  }

  function configurationUpdate(
    alarm: MetricAlarm,
    type: 'Create' | 'Update' | 'Delete',
    verb: string,
    now: number,
  ): void {
    const data = JSON.stringify({ version: '1.0', type, [`${verb}Alarm`]: describeConfiguration(alarm) });
    history.add({
      alarm: alarm.name,
      at: now,
      type: 'ConfigurationUpdate',
      summary: `Alarm "${alarm.name}" ${verb}`,
      data,
    });
  }

  /** State, history and messages are stored together; only then are the messages delivered. */
  function changeState(alarm: MetricAlarm, state: AlarmState): void {
    const changed = { ...alarm, state };
    let deliveries: (() => void)[] = [];
    try {
      options.transaction(() => {
        alarms.put(changed);
        if (state.value === alarm.state.value) return;
        history.add(stateUpdate(changed, alarm.state));
        if (changed.definition.actionsEnabled) deliveries = runActions(changed, alarm.state);
      });
    } catch (error) {
      alarms.restore(alarm);
      throw error;
    }
    for (const deliver of deliveries) deliver();
  }

  function runActions(alarm: MetricAlarm, previous: AlarmState): (() => void)[] {
    const notification = alarmNotification(alarm, previous, { region, accountId });
    return alarm.definition.actions[alarm.state.value]
      .map((action) => runAction(alarm, action, notification))
      .filter((deliver) => deliver !== undefined);
  }

  /** An action that fails is told in the history and stops neither the others nor the evaluation. */
  function runAction(alarm: MetricAlarm, action: string, notification: AlarmNotification): (() => void) | undefined {
    let deliver: (() => void) | undefined;
    let error: string | null = null;
    try {
      if (!action.startsWith('arn:aws:sns:')) throw new Error('the embedded cloud runs SNS actions only');
      deliver = options.publish(action, notification);
    } catch (cause) {
      error = cause instanceof Error ? cause.message : String(cause);
    }
    history.add(actionItem(alarm, action, notification, error));
    return deliver;
  }

  function evaluateDue(alarm: MetricAlarm, tick: number): void {
    try {
      const state = nextState(alarm, source, tick);
      if (state !== undefined) changeState(alarm, state);
    } catch (error) {
      options.onError(new Error(`The alarm ${alarm.name} cannot be evaluated: ${error}`, { cause: error }));
    }
  }

  if (alarms.list().some((alarm) => alarm.kind === 'metric' && alarm.definition.period < MINUTE))
    options.onHighResolution();

  return {
    put,
    delete(alarm, now) {
      alarms.delete(alarm.name);
      configurationUpdate(alarm, 'Delete', 'deleted', now);
    },
    setState(alarm, { value, reason, reasonData }, now) {
      const transitioned = value === alarm.state.value ? alarm.state.transitioned : now;
      changeState(alarm, { value, reason, ...(reasonData && { reasonData }), updated: now, transitioned });
    },
    setActionsEnabled(alarm, enabled, now) {
      if (alarm.definition.actionsEnabled !== enabled) put({ ...alarm.input, ActionsEnabled: enabled }, now);
    },
    tick(tick) {
      for (const { name } of alarms.list()) {
        const alarm = alarms.get(name);
        if (alarm?.kind === 'metric' && tick % cadence(alarm) === 0) evaluateDue(alarm, tick);
      }
    },
  };
}

/** How often an alarm is evaluated: every minute, 10 s with a period below a minute, hourly when it looks back more than a day. */
function cadence({ definition }: MetricAlarm): number {
  if (definition.period < MINUTE) return 10_000;
  return definition.period * definition.rule.evaluationPeriods > DAY ? HOUR : MINUTE;
}

function stateUpdate({ name, state }: Alarm, previous: AlarmState) {
  const data = { version: '1.0', oldState: stateData(previous), newState: stateData(state) };
  return {
    alarm: name,
    at: state.updated,
    type: 'StateUpdate' as const,
    summary: `Alarm updated from ${previous.value} to ${state.value}`,
    data: JSON.stringify(data),
  };
}

function stateData({ value, reason, reasonData }: AlarmState) {
  return {
    stateValue: value,
    stateReason: reason,
    ...(reasonData !== undefined && { stateReasonData: parseOrText(reasonData) }),
  };
}

/** SetAlarmState takes any text as reason data. */
function parseOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function actionItem({ name, state }: Alarm, action: string, { message }: AlarmNotification, error: string | null) {
  const data = {
    actionState: error === null ? 'Succeeded' : 'Failed',
    stateUpdateTimestamp: formatOffsetTime(state.updated),
    notificationResource: action,
    publishedMessage: message,
    error,
  };
  return {
    alarm: name,
    at: state.updated,
    type: 'Action' as const,
    summary:
      error === null
        ? `Successfully executed action ${action}`
        : `Failed to execute action ${action}. Received error: "${error}"`,
    data: JSON.stringify(data),
  };
}
