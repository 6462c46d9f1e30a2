import type { Metric } from '../metric-store.ts';
import type { DimensionSet, MetricIdentity } from './metric-identity.ts';

type Node = { metric: Metric | undefined; children: Map<string, Node> | undefined };

/**
 * The metrics by their identity. Each part of it is one step down a tree, so that finding a metric, which happens for
 * every sample, makes no text of all of it.
 */
export class MetricIndex {
  readonly #root = createNode();
  readonly #metrics = new Set<Metric>();

  /** Every metric, in the order in which they were first published. */
  values(): Iterable<Metric> {
    return this.#metrics;
  }

  find(namespace: string, name: string, dimensions: DimensionSet): Metric | undefined {
    let node = this.#root.children?.get(namespace)?.children?.get(name);
    for (const dimension of sortedNames(dimensions)) {
      node = node?.children?.get(dimension)?.children?.get(dimensions[dimension] ?? '');
    }
    return node?.metric;
  }

  /** The metric, made when it is not there. */
  obtain({ namespace, name, dimensions }: MetricIdentity): Metric {
    const known = this.find(namespace, name, dimensions);
    if (known !== undefined) return known;
    let node = childOf(childOf(this.#root, namespace), name);
    for (const dimension of sortedNames(dimensions)) {
      node = childOf(childOf(node, dimension), dimensions[dimension] ?? '');
    }
    const metric = { namespace, name, dimensions: { ...dimensions }, series: [] };
    node.metric = metric;
    this.#metrics.add(metric);
    return metric;
  }

  delete(metric: Metric): void {
    const { namespace, name, dimensions } = metric;
    const path = [namespace, name, ...sortedNames(dimensions).flatMap((each) => [each, dimensions[each] ?? ''])];
    prune(this.#root, path);
    this.#metrics.delete(metric);
  }
}

function createNode(): Node {
  return { metric: undefined, children: undefined };
}

function childOf(node: Node, key: string): Node {
  node.children ??= new Map();
  const known = node.children.get(key);
  if (known !== undefined) return known;
  const made = createNode();
  node.children.set(key, made);
  return made;
}

/** Takes the metric at the path's end away, and the nodes that only led there. */
function prune(node: Node, [key, ...rest]: readonly string[]): void {
  if (key === undefined) {
    node.metric = undefined;
    return;
  }
  const child = node.children?.get(key);
  if (child === undefined) return;
  prune(child, rest);
  if (child.metric === undefined && (child.children?.size ?? 0) === 0) node.children?.delete(key);
}

/** Sorted by insertion: there are few, mostly in order, and `sort` would allocate for every sample. */
function sortedNames(dimensions: DimensionSet): string[] {
  const names = Object.keys(dimensions);
  for (let end = 1; end < names.length; end++) {
    const name = names[end] ?? '';
    let at = end;
    for (; at > 0 && (names[at - 1] ?? '') > name; at--) names[at] = names[at - 1] ?? '';
    names[at] = name;
  }
  return names;
}
