import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../clock.ts';
import { inTransaction } from '../../store.ts';
import type { MuteDetail } from '../actions/alarm-data.ts';
import { type InvokeFunction, openFunctionInvocations, RESUME_DELAY_MS } from '../actions/function-invocations.ts';
import type { Publish } from '../actions/run-action.ts';
import { createPeriodTimers } from '../composite/period-timers.ts';
import type { QuerySource } from '../queries/query-source.ts';
import { type AlarmEngine, createAlarmEngine } from './alarm-engine.ts';
import { type AlarmHistory, openAlarmHistory } from './alarm-history.ts';
import { type AlarmStore, openAlarmStore } from './alarm-store.ts';
import type { PutEvent } from './state-changes.ts';
import { createUnitOfWork, type UnitOfWork } from './unit-of-work.ts';

const TEN_SECONDS = 10_000;
const MINUTE = 60_000;

export type AlarmsOptions = {
  readonly clock: Pick<Clock, 'now' | 'at' | 'every' | 'run'>;
  readonly store: DatabaseSync;
  readonly source: QuerySource;
  readonly region: string;
  readonly accountId: string;
  readonly publish: Publish;
  /** Invokes a function for an alarm; such actions fail without it. */
  readonly invokeFunction?: InvokeFunction | undefined;
  /** Puts alarms' events on the default event bus; nobody is told of them without it. */
  readonly putEvent?: PutEvent | undefined;
  /** Whether a mute rule mutes an alarm's actions at a time; none does without it. */
  readonly isMuted?: ((alarmName: string, now: number) => boolean) | undefined;
  /** That rule and its window. */
  readonly muteDetail?: ((alarmName: string, now: number) => MuteDetail | undefined) | undefined;
  readonly onError: (error: unknown) => void;
};

/** The alarms with their history and the timers that drive them. */
export type Alarms = {
  readonly alarms: AlarmStore;
  readonly history: AlarmHistory;
  readonly engine: AlarmEngine;
  /** What else is stored together with what the engine does. */
  readonly unit: UnitOfWork;
  /** Evaluates each minute from now on, and goes on with periods and invocations that a stop interrupted. */
  start(): void;
  stop(): void;
};

/** Opens the alarms of the telemetry database with their states, evaluating nothing yet. */
export function openAlarms(options: AlarmsOptions): Alarms {
  const { clock, store, source, publish, invokeFunction, region, accountId, onError } = options;
  const alarms = openAlarmStore(store, onError);
  const history = openAlarmHistory(store);
  const invoke = invokeFunction && { store, clock, invoke: invokeFunction, onError };
  const functions = invoke && openFunctionInvocations(invoke);
  const unit = createUnitOfWork((work) => inTransaction(store, work), onError);
  const cancellations: (() => void)[] = [];
  const timers = createPeriodTimers(clock, endPeriod);
  let everyTenSeconds = false;
  const engine = createAlarmEngine({
    ...{ alarms, history, source, unit, onError, onHighResolution },
    targets: { publish, functions, region, accountId },
    putEvent: options.putEvent ?? (() => undefined),
    isMuted: options.isMuted ?? (() => false),
    muteDetail: options.muteDetail ?? (() => undefined),
    randomId: randomUUID,
    onPeriod: timers.schedule,
  });

  /** What could not be stored is tried again after a minute. */
  function endPeriod(alarmName: string, until: number, now: number): void {
    try {
      engine.periodEnded({ alarmName, until }, now);
    } catch (error) {
      onError(new Error(`The alarm ${alarmName} cannot take its actions: ${error}`, { cause: error }));
      cancellations.push(clock.at(now + MINUTE, (later) => endPeriod(alarmName, until, later)));
    }
  }

  /** Full minutes have their own tick. */
  function onHighResolution(): void {
    if (everyTenSeconds) return;
    everyTenSeconds = true;
    cancellations.push(clock.every(TEN_SECONDS, (tick) => (tick % MINUTE === 0 ? undefined : engine.tick(tick))));
  }

  return {
    ...{ alarms, history, engine, unit },
    start() {
      cancellations.push(clock.every(MINUTE, (tick) => engine.tick(tick)));
      const resumed = clock.now() + RESUME_DELAY_MS;
      for (const { alarmName, until } of engine.periods()) timers.schedule(alarmName, until, Math.max(until, resumed));
      functions?.resume();
    },
    stop() {
      timers.stop();
      for (const cancel of cancellations) cancel();
    },
  };
}
