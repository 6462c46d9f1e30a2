import type { Relations } from './relations.ts';

/** The composite alarms above some alarms: in the order in which they can be evaluated, each after those that it depends on. */
export type EvaluationOrder = { readonly order: readonly string[]; readonly inCycle: ReadonlySet<string> };

/**
 * Orders every composite alarm that depends on one of the given ones, directly or through others. Those of a cycle are left
 * out, as CloudWatch stops their evaluation (API reference "PutCompositeAlarm"), and so are those between two cycles; one
 * above a cycle keeps its place, for its other children.
 */
export function evaluationOrder(
  changed: Iterable<string>,
  { parentsOf }: Pick<Relations, 'parentsOf'>,
): EvaluationOrder {
  const children = affected(changed, parentsOf);
  const left = new Set(children.keys());
  const ready = peel(left, (name) => parentsOf(name), children);
  const parents = new Map(
    [...left].map((name) => [name, new Set([...parentsOf(name)].filter((each) => left.has(each)))]),
  );
  const above = peel(left, (name) => children.get(name) ?? [], parents);
  return { order: [...ready, ...above.reverse()], inCycle: left };
}

/** The composite alarms above the changed ones, each with those of its children that are above them too. */
function affected(changed: Iterable<string>, parentsOf: Relations['parentsOf']): Map<string, Set<string>> {
  const children = new Map<string, Set<string>>();
  for (const start of changed)
    for (const parent of parentsOf(start)) if (!children.has(parent)) children.set(parent, new Set());
  for (const name of children.keys()) {
    for (const parent of parentsOf(name)) {
      const known = children.get(parent);
      if (known === undefined) children.set(parent, new Set([name]));
      else known.add(name);
    }
  }
  return children;
}

/** Takes out of `left`, again and again, what nothing in it comes before, and gives it in that order. */
function peel(
  left: Set<string>,
  after: (name: string) => Iterable<string>,
  before: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  const waits = new Map([...left].map((name) => [name, before.get(name)?.size ?? 0]));
  const order = [...left].filter((name) => waits.get(name) === 0);
  for (const name of order) {
    left.delete(name);
    for (const next of after(name)) {
      const wait = (waits.get(next) ?? 0) - 1;
      waits.set(next, wait);
      if (wait === 0 && left.has(next)) order.push(next);
    }
  }
  return order;
}
