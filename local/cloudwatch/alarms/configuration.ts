import type { JsonObject } from '../../aws/json.ts';
import { configurationChangeEvent } from '../actions/alarm-event.ts';
import { checkCompositeAlarm } from '../composite/check-composite-alarm.ts';
import { evaluateComposite, isSuppressing, settleCycle, tellSuppressed } from '../composite/composite-evaluation.ts';
import { evaluationOrder } from '../composite/evaluation-order.ts';
import { readCompositeAlarm } from '../composite/read-composite-alarm.ts';
import { validationError } from '../errors.ts';
import { setMembers } from '../read-input.ts';
import { type Alarm, type CompositeAlarm, initialState, type MetricAlarm } from './alarm.ts';
import type { AlarmState } from './alarm-definition.ts';
import { configurationItem } from './history-items.ts';
import { readAlarm } from './read-alarm.ts';
import type { StateChanges, StateChangesOptions } from './state-changes.ts';
import { warmUpState } from './warm-up.ts';

/** The making, replacing and deleting of alarms; times are virtual epoch milliseconds. */
export interface Configuration {
  /** PutMetricAlarm: makes the alarm, or replaces its configuration and keeps its state. */
  putMetricAlarm(input: JsonObject, now: number): MetricAlarm;
  /** PutCompositeAlarm: the same, and evaluates it at once. */
  putCompositeAlarm(input: JsonObject, now: number): CompositeAlarm;
  /** Deletes alarms, all or none. */
  delete(alarms: readonly Alarm[], now: number): void;
  setActionsEnabled(alarm: Alarm, enabled: boolean, now: number): void;
}

/** Makes it over the stores. */
export function createConfiguration(options: StateChangesOptions, changes: StateChanges): Configuration {
  const { alarms, history, unit, targets } = options;
  const stores = { alarms, changes };

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
    const place = { id: options.randomId(), ...targets };
    const start = options.putEvent(configurationChangeEvent(alarm, change, now, place));
    if (start !== undefined) unit.onStored(start);
  }

  function putMetricAlarm(given: JsonObject, now: number): MetricAlarm {
    const input = setMembers(given);
    const definition = readAlarm(input);
    const { name } = definition;
    if (alarms.get(name)?.kind === 'composite') {
      throw validationError(`A composite alarm with the name ${name} already exists.`);
    }
    const beginning = configured(name, input, now, warmUpState(definition));
    const alarm: MetricAlarm = { kind: 'metric', ...beginning, definition };
    unit.run(() => store(alarm, now));
    return alarm;
  }

  function putCompositeAlarm(given: JsonObject, now: number): CompositeAlarm {
    const input = setMembers(given);
    const definition = readCompositeAlarm(input);
    checkCompositeAlarm(definition, alarms, arnOf);
    const previous = alarms.get(definition.name);
    const { inCycle } = evaluationOrder([definition.name], alarms.relations);
    const alarm: CompositeAlarm = { kind: 'composite', ...configured(definition.name, input, now), definition };
    unit.run(() => {
      store(alarm, now);
      if (previous?.kind === 'composite' && suppressorName(previous) !== suppressorName(alarm)) {
        changes.suppressorReplaced(alarm, isSuppressing(alarm, alarms.get), now);
      }
      const stored = alarms.get(alarm.name);
      if (stored?.kind !== 'composite') return;
      evaluateComposite(stores, stored, { kind: previous === undefined ? 'created' : 'updated' }, now);
      settleCycle(stores, inCycle, now);
    });
    return alarm;
  }

  return {
    putMetricAlarm,
    putCompositeAlarm,
    delete(doomed, now) {
      unit.run(() => {
        for (const alarm of doomed) {
          changes.delete(alarm);
          history.add(configurationItem(alarm, 'Delete', now));
          tell(alarm, { operation: 'delete' }, now);
        }
        for (const { name } of doomed) tellSuppressed(stores, name, now);
      });
    },
    setActionsEnabled(alarm, enabled, now) {
      if (alarm.definition.actionsEnabled === enabled) return;
      const input = { ...alarm.input, ActionsEnabled: enabled };
      if (alarm.kind === 'metric') putMetricAlarm(input, now);
      else unit.run(() => store({ ...alarm, input, definition: readCompositeAlarm(input), configured: now }, now));
    },
  };
}

function suppressorName({ definition }: CompositeAlarm): string | undefined {
  return definition.suppressor?.alarm.name;
}
