import { isJsonObject, type JsonObject, type JsonValue } from '../aws/json.ts';
import { connections, serviceOf } from './connections.ts';
import type { Segment } from './segment.ts';
import { round, type Trace } from './trace.ts';

/** An exception as a segment tells it. */
export type RootCauseException = { readonly name: string; readonly message: string };

/** A segment or subsegment on the way to what caused something. */
export type RootCauseEntity = {
  readonly name: string;
  readonly exceptions: readonly RootCauseException[];
  readonly remote: boolean;
  /** Its time as a share of the root segment's. */
  readonly coverage: number;
};

/** The entities on the way that are of one segment, and its service. */
export type RootCauseService = {
  readonly name: string;
  readonly type: string | undefined;
  readonly inferred: boolean;
  readonly entities: readonly RootCauseEntity[];
};

/** "FaultRootCause", "ErrorRootCause", "ResponseTimeRootCause": the services from the root to the cause. */
export type RootCause = { readonly services: readonly RootCauseService[]; readonly clientImpacting: boolean };

/** The causes of a trace's faults and errors, and of its response time. */
export type RootCauses = Readonly<Record<'fault' | 'error' | 'responsetime', readonly RootCause[]>>;

type Step = { readonly entity: Segment; readonly segment: Segment };
type Path = readonly Step[];

/** The most causes of one kind that are told. */
const mostCauses = 20;
/** How deep a way may lead. */
const deepest = 100;

/**
 * The ways from the root segments to where a trace went wrong, and to what took its time. AWS does not say how it finds
 * them: here a fault or an error is caused where nothing below is flagged as well, and the response time by what takes at
 * least half the time of what called it.
 */
export function rootCausesOf(trace: Trace): RootCauses {
  const below = childrenIn(trace);
  const roots = connections(trace).flatMap(({ to, from }) => (from === undefined ? [{ entity: to, segment: to }] : []));
  const [root] = roots;
  const causes = (isFlagged: (entity: Segment) => boolean): readonly RootCause[] =>
    roots
      .flatMap((each) => flaggedPaths([each], isFlagged, below))
      .slice(0, mostCauses)
      .map((path) =>
        cause(
          path,
          path.slice(0, 1).some(({ entity }) => isFlagged(entity)),
        ),
      );
  return {
    fault: causes(({ fault }) => fault),
    error: causes(({ error, throttle }) => error || throttle),
    responsetime: root ? [cause(slowestPath(root, below), true)] : [],
  };
}

type Below = (step: Step) => readonly Step[];

/** What an entity called: its subsegments, and the segments that name it as their parent. */
function childrenIn(trace: Trace): Below {
  const byParent = Map.groupBy(trace.segments, ({ parentId }) => parentId);
  return ({ entity, segment }) => [
    ...entity.subsegments.map((child) => ({ entity: child, segment })),
    ...(byParent.get(entity.id) ?? [])
      .filter((child) => child !== segment)
      .map((child) => ({ entity: child, segment: child })),
  ];
}

function flaggedPaths(path: Path, isFlagged: (entity: Segment) => boolean, below: Below): readonly Path[] {
  const last = path.at(-1);
  if (last === undefined || path.length > deepest) return [];
  const further = below(last)
    .filter((step) => !path.some(({ entity }) => entity.id === step.entity.id))
    .flatMap((step) => flaggedPaths([...path, step], isFlagged, below));
  if (further.length > 0) return further;
  return isFlagged(last.entity) ? [path] : [];
}

function slowestPath(root: Step, below: Below): Path {
  const end = root.entity.end ?? root.entity.start;
  const seconds = ({ entity }: Step): number => Math.max(0, Math.min(entity.end ?? entity.start, end) - entity.start);
  const path = [root];
  for (let last = root; path.length < deepest; ) {
    const [slowest] = below(last).toSorted((a, b) => seconds(b) - seconds(a));
    if (slowest === undefined || seconds(slowest) * 2 < seconds(last) || path.includes(slowest)) break;
    path.push(slowest);
    last = slowest;
  }
  return path;
}

function cause(path: Path, clientImpacting: boolean): RootCause {
  const [root] = path;
  const whole = root === undefined ? 0 : lasts(root.entity);
  const bySegment = Map.groupBy(path, ({ segment }) => segment);
  const services = [...bySegment].map(([segment, steps]) => ({
    ...serviceOf(segment),
    inferred: segment.inferred,
    entities: steps.map(({ entity }) => told(entity, whole)),
  }));
  return { services, clientImpacting };
}

const lasts = ({ start, end }: Segment): number => (end ?? start) - start;

function told(entity: Segment, whole: number): RootCauseEntity {
  return {
    name: entity.name,
    exceptions: exceptionsOf(entity.document),
    remote: entity.namespace !== undefined || entity.inferred,
    coverage: whole > 0 ? round(Math.min(1, lasts(entity) / whole)) : 0,
  };
}

function exceptionsOf({ cause: given }: JsonObject): readonly RootCauseException[] {
  const exceptions = isJsonObject(given) && Array.isArray(given.exceptions) ? given.exceptions : [];
  return exceptions.filter(isJsonObject).map(({ type, message }) => ({ name: textOr(type), message: textOr(message) }));
}

const textOr = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');
