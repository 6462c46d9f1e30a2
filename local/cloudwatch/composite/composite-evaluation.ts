import type { Alarm, CompositeAlarm } from '../alarms/alarm.ts';
import type { AlarmStore } from '../alarms/alarm-store.ts';
import type { StateChanges } from '../alarms/state-changes.ts';
import { compositeState, type EvaluationCause } from './composite-state.ts';
import { evaluationOrder } from './evaluation-order.ts';

type Stores = { readonly alarms: AlarmStore; readonly changes: StateChanges };

/**
 * Brings every composite alarm above some alarms that just changed their states up to date, each after its children, so that
 * none passes through a state that holds at no instant; then tells suppressors' changes to those whose actions they
 * suppress. A composite alarm is evaluated only when a child of it changed its state (API reference "SetAlarmState").
 */
export function settleComposites({ alarms, changes }: Stores, changed: ReadonlySet<string>, now: number): void {
  const planned = new Map<string, Alarm>();
  const alarmOf = (name: string): Alarm | undefined => planned.get(name) ?? alarms.get(name);
  const cause = { kind: 'children', changed: new Set(changed) } as const;
  for (const name of evaluationOrder(changed, alarms.relations).order) {
    const composite = alarms.get(name);
    if (composite?.kind !== 'composite') continue;
    if (!composite.definition.children.some((child) => cause.changed.has(child.name))) continue;
    const state = compositeState(composite, alarmOf, cause, now);
    if (state === undefined) continue;
    planned.set(name, { ...composite, state });
    cause.changed.add(name);
  }
  for (const [name, { state }] of planned) {
    const composite = alarms.get(name);
    if (composite?.kind === 'composite') changes.change(composite, state, isSuppressing(composite, alarmOf), now);
  }
  for (const name of cause.changed) tellSuppressed({ alarms, changes }, name, planned, now);
}

/** Evaluates a composite alarm that was put, unless it is part of a cycle, and those above it. */
export function evaluateComposite(
  stores: Stores,
  composite: CompositeAlarm,
  cause: Extract<EvaluationCause, { kind: 'created' | 'updated' }>,
  now: number,
): void {
  const { alarms, changes } = stores;
  if (evaluationOrder([composite.name], alarms.relations).inCycle.has(composite.name)) return;
  const state = compositeState(composite, alarms.get, cause, now);
  if (state === undefined) return;
  changes.change(composite, state, isSuppressing(composite, alarms.get), now);
  settleComposites(stores, new Set([composite.name]), now);
}

/** Whether a composite alarm's suppressor is in ALARM; one that is not there is not. */
export function isSuppressing(
  { definition }: CompositeAlarm,
  alarmOf: (name: string) => Pick<Alarm, 'state'> | undefined,
): boolean {
  return definition.suppressor !== undefined && alarmOf(definition.suppressor.alarm.name)?.state.value === 'ALARM';
}

/** Tells the composite alarms that an alarm suppresses whether it is in ALARM now; those that just changed know. */
export function tellSuppressed(
  { alarms, changes }: Stores,
  suppressor: string,
  informed: { has(name: string): boolean },
  now: number,
): void {
  const suppressing = alarms.get(suppressor)?.state.value === 'ALARM';
  for (const name of alarms.relations.suppressedBy(suppressor)) {
    const composite = alarms.get(name);
    if (composite?.kind === 'composite' && !informed.has(name)) changes.suppressorChanged(composite, suppressing, now);
  }
}
