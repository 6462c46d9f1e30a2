import { isJsonObject, type JsonObject, type JsonValue } from '../aws/json.ts';
import { type Connection, connections, serviceOf } from './connections.ts';
import type { BooleanKeyword, NumberKeyword } from './filter-keywords.ts';
import { type RootCauses, rootCausesOf } from './root-causes.ts';
import { type Segment, withSubsegments } from './segment.ts';
import { round, type Trace } from './trace.ts';

type Flags = Readonly<Record<BooleanKeyword, boolean>>;

/** What a filter expression can ask of a trace, of one service in it, or of a part of a root cause. */
export type FilterScope = {
  readonly flags: Flags;
  readonly numbers: Readonly<Partial<Record<NumberKeyword, readonly number[]>>>;
  /** By keyword. */
  readonly texts: Readonly<Record<string, readonly string[]>>;
  readonly annotations: ReadonlyMap<string, readonly (string | number | boolean)[]>;
  readonly services: readonly ServiceScope[];
  readonly edges: readonly { readonly from: ServiceScope; readonly to: ServiceScope }[];
  /** Why the trace failed, or took its time; found when it is asked for. */
  readonly rootCauses: () => RootCauses;
};

/** One segment's service, as `service(…) {…}` sees it. */
export type ServiceScope = { readonly name: string; readonly type: string; readonly scope: FilterScope };

/**
 * What a trace says about its request: the first of it in the root segments, else in the function's. Lambda's own segment has
 * the status of the invocation, and no request.
 */
export type HttpFacts = { readonly request: JsonObject; readonly response: JsonObject };

const noFlags: Flags = {
  ...{ ok: false, error: false, throttle: false, fault: false, partial: false },
  ...{ inferred: false, root: false, first: false, last: false, remote: false },
};
const noCauses: RootCauses = { fault: [], error: [], responsetime: [] };

/** A scope of which nothing is known but this. */
export function scopeWith(
  known: Partial<Pick<FilterScope, 'numbers' | 'texts'>> & { readonly flags: Partial<Flags> },
): FilterScope {
  return {
    ...{ numbers: {}, texts: {}, annotations: new Map(), services: [], edges: [], rootCauses: () => noCauses },
    ...known,
    flags: { ...noFlags, ...known.flags },
  };
}

/** Everything below a segment that happened in its own service, not in one it called. */
export function* ownWork(segment: Segment): Generator<Segment> {
  yield segment;
  for (const child of segment.subsegments) if (child.namespace === undefined) yield* ownWork(child);
}

/** Seconds that a segment took; 0 while in progress. */
export const durationOf = ({ start, end }: Pick<Segment, 'start' | 'end'>): number => round((end ?? start) - start);

export function httpFacts(segments: Iterable<Segment>): HttpFacts | undefined {
  for (const segment of segments) {
    for (const { document } of ownWork(segment)) {
      if (isJsonObject(document.http))
        return { request: asObject(document.http.request), response: asObject(document.http.response) };
    }
  }
  return undefined;
}

/**
 * The scope of a whole trace. Its error, fault and throttle flags are those of what its services did themselves: X-Ray
 * does not count a downstream error that was handled, and a Lambda segment is not flagged for what its function reported.
 */
export function traceScope(trace: Trace): FilterScope {
  const links = connections(trace);
  const roots = links.filter((link) => link.from === undefined).map((link) => link.to);
  const http = httpFacts(roots.flatMap((root) => [root, ...functionsOf(root, links)]));
  let scopes: ReadonlyMap<Segment, ServiceScope> | undefined;
  const scopesOnce = (): ReadonlyMap<Segment, ServiceScope> => {
    scopes ??= new Map(links.map(({ to, from }) => [to, serviceScope(to, from === undefined)]));
    return scopes;
  };
  const sent = trace.segments.filter((segment) => !segment.inferred);
  return {
    ...scopeOf(sent, http),
    numbers: numbersOf(durationOf(roots[0] ?? trace.segments[0] ?? neverStarted), trace.duration, http),
    // Most filters ask for neither, and they are most of the work.
    get services() {
      return [...scopesOnce().values()];
    },
    get edges() {
      return links.flatMap((link) => edgeOf(link, scopesOnce()));
    },
    rootCauses: () => rootCausesOf(trace),
  };
}

/** The function segments of a Lambda segment: what ran on its behalf under its own name. */
function functionsOf(root: Segment, links: readonly Connection[]): readonly Segment[] {
  return links.filter(({ from, to }) => from === root && to.origin === 'AWS::Lambda::Function').map(({ to }) => to);
}

function edgeOf({ from, to }: Connection, scopes: ReadonlyMap<Segment, ServiceScope>) {
  const source = from && scopes.get(from);
  const target = scopes.get(to);
  return source && target ? [{ from: source, to: target }] : [];
}

function serviceScope(segment: Segment, root: boolean): ServiceScope {
  const { name, type = '' } = serviceOf(segment);
  const http = httpFacts([segment]);
  const duration = durationOf(segment);
  const scope = scopeOf([segment], http);
  const texts = { ...scope.texts, name: [name], type: [type] };
  return {
    name,
    type,
    scope: { ...scope, texts, flags: { ...scope.flags, root }, numbers: numbersOf(duration, duration, http) },
  };
}

function scopeOf(segments: readonly Segment[], http: HttpFacts | undefined): FilterScope {
  const own = segments.flatMap((segment) => [...ownWork(segment)]);
  const has = (flag: 'error' | 'fault' | 'throttle'): boolean => own.some((segment) => segment[flag]);
  const all = segments.flatMap((segment) => [...withSubsegments(segment)]);
  const scope = scopeWith({
    flags: {
      error: has('error'),
      fault: has('fault'),
      throttle: has('throttle'),
      ok: !has('error') && !has('fault') && !has('throttle'),
      partial: all.some((segment) => segment.end === undefined),
      inferred: segments.some((segment) => segment.inferred),
      root: true,
    },
    texts: { ...httpTexts(http), ...placeTexts(own), user: own.flatMap(({ document }) => textOf(document.user)) },
  });
  return { ...scope, annotations: annotationsOf(all) };
}

/** All values of each annotation of some segments. */
export function annotationsOf(segments: readonly Segment[]): Map<string, (string | number | boolean)[]> {
  const annotations = new Map<string, (string | number | boolean)[]>();
  for (const { document } of segments) {
    for (const [key, value] of Object.entries(asObject(document.annotations))) {
      if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') continue;
      annotations.set(key, [...(annotations.get(key) ?? []), value]);
    }
  }
  return annotations;
}

const httpTexts = (http: HttpFacts | undefined) => ({
  'http.url': textOf(http?.request.url),
  'http.method': textOf(http?.request.method),
  'http.useragent': textOf(http?.request.user_agent),
  'http.clientip': textOf(http?.request.client_ip),
});

/** Where segments ran: "AWS resource data" of the segment documents. */
function placeTexts(segments: readonly Segment[]) {
  const aws = segments.map(({ document }) => asObject(document.aws));
  const hosts = aws.map(({ ec2 }) => asObject(ec2));
  return {
    availabilityzone: hosts.flatMap(({ availability_zone }) => textOf(availability_zone)),
    'instance.id': hosts.flatMap(({ instance_id }) => textOf(instance_id)),
    'resource.arn': [
      ...segments.flatMap(({ document }) => textOf(document.resource_arn)),
      ...aws.flatMap(({ function_arn }) => textOf(function_arn)),
    ],
  };
}

function numbersOf(responsetime: number, duration: number, http: HttpFacts | undefined) {
  const status = http?.response.status;
  return {
    responsetime: [responsetime],
    duration: [duration],
    'http.status': typeof status === 'number' ? [status] : [],
  };
}

const textOf = (value: JsonValue | undefined): readonly string[] => (typeof value === 'string' ? [value] : []);
const asObject = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {});
const neverStarted = { start: 0, end: 0 } as const satisfies Pick<Segment, 'start' | 'end'>;
