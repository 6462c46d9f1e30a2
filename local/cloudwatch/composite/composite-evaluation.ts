import type { Alarm, CompositeAlarm } from '../alarms/alarm.ts';
import type { AlarmStore } from '../alarms/alarm-store.ts';
import type { StateChanges } from '../alarms/state-changes.ts';
import { compositeState, type EvaluationCause } from './composite-state.ts';
import { evaluationOrder } from './evaluation-order.ts';

type Stores = { readonly alarms: AlarmStore; readonly changes: StateChanges };

/** Stores one alarm's part of the work; whether it could. */
export type Attempt = (alarmName: string, part: () => void) => boolean;

/** What cannot be stored fails with all the rest. */
const directly: Attempt = (_, part) => {
  part();
  return true;
};

/**
 * Brings every composite alarm above some alarms that just changed their states up to date, each after its children, so that
 * none passes through a state that holds at no instant; then tells suppressors' changes to those whose actions they
 * suppress. A composite alarm is evaluated only when a child of it changed its state (API reference "SetAlarmState").
 * Gives the alarms whose change could not be passed on to all.
 */
export function settleComposites(
  { alarms, changes }: Stores,
  seeds: Iterable<string>,
  now: number,
  attempt: Attempt = directly,
): ReadonlySet<string> {
  const changed = new Set(seeds);
  const unsettled = new Set<string>();
  const { order } = evaluationOrder(changed, alarms.relations);
  const coming = plan(alarms, order, changed, now);
  for (const name of order) {
    const composite = alarms.get(name);
    if (composite?.kind !== 'composite') continue;
    const cause = changedChildren(composite, changed);
    const state = cause.size > 0 && compositeState(composite, alarms.get, { kind: 'children', changed: cause }, now);
    if (!state) continue;
    const suppressing = isSuppressing(composite, (suppressor) => coming.get(suppressor) ?? alarms.get(suppressor));
    if (attempt(name, () => changes.change(composite, state, suppressing, now))) changed.add(name);
    else for (const child of cause) unsettled.add(child);
  }
  for (const name of changed) {
    if (!tellSuppressed({ alarms, changes }, name, now, attempt, coming)) unsettled.add(name);
  }
  return unsettled;
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
  settleComposites(stores, [composite.name], now);
}

/** Evaluates the alarms of a former cycle, which nothing evaluated meanwhile; AWS's pages leave open when that happens. */
export function settleCycle(stores: Stores, names: ReadonlySet<string>, now: number): void {
  const children = [...names].flatMap((name) => {
    const composite = stores.alarms.get(name);
    return composite?.kind === 'composite' ? composite.definition.children.map((child) => child.name) : [];
  });
  if (children.length > 0) settleComposites(stores, children, now);
}

/** Whether a composite alarm's suppressor is in ALARM; one that is not there is not. */
export function isSuppressing(
  { definition }: CompositeAlarm,
  alarmOf: (name: string) => Pick<Alarm, 'state'> | undefined,
): boolean {
  return definition.suppressor !== undefined && alarmOf(definition.suppressor.alarm.name)?.state.value === 'ALARM';
}

/** Tells the composite alarms that an alarm suppresses whether it is in ALARM now, but those that changed knowing; whether it could. */
export function tellSuppressed(
  { alarms, changes }: Stores,
  suppressor: string,
  now: number,
  attempt: Attempt = directly,
  informed: { has(name: string): boolean } = new Set<string>(),
): boolean {
  const suppressing = alarms.get(suppressor)?.state.value === 'ALARM';
  let told = true;
  for (const name of alarms.relations.suppressedBy(suppressor)) {
    const composite = alarms.get(name);
    if (composite?.kind !== 'composite' || informed.has(name)) continue;
    told = attempt(name, () => changes.suppressorChanged(composite, suppressing, now)) && told;
  }
  return told;
}

/** The alarms of an evaluation as they will be: each composite alarm that is about to change is asked whether its suppressor is too. */
function plan(
  alarms: AlarmStore,
  order: readonly string[],
  seeds: ReadonlySet<string>,
  now: number,
): ReadonlyMap<string, Alarm> {
  const planned = new Map<string, Alarm>();
  const changed = new Set(seeds);
  const alarmOf = (name: string): Alarm | undefined => planned.get(name) ?? alarms.get(name);
  for (const name of order) {
    const composite = alarms.get(name);
    if (composite?.kind !== 'composite') continue;
    const cause = changedChildren(composite, changed);
    const state = cause.size > 0 && compositeState(composite, alarmOf, { kind: 'children', changed: cause }, now);
    if (!state) continue;
    planned.set(name, { ...composite, state });
    changed.add(name);
  }
  return planned;
}

function changedChildren({ definition }: CompositeAlarm, changed: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(definition.children.flatMap(({ name }) => (changed.has(name) ? [name] : [])));
}
