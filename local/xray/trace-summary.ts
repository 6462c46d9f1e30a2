import { type Connection, connections, type Service, serviceOf } from './connections.ts';
import { annotationsOf, type FilterScope, ownWork } from './filter-scope.ts';
import type { RootCause } from './root-causes.ts';
import type { Segment } from './segment.ts';
import type { Trace } from './trace.ts';

/** "TraceSummary" of a trace and its scope. */
export function summarise(trace: Trace, scope: FilterScope, accountId: string) {
  const links = connections(trace);
  const root = links.find(({ from }: Connection) => from === undefined)?.to;
  const id = (service: Service) => ({
    Name: service.name,
    Names: [service.name],
    AccountId: accountId,
    Type: service.type,
  });
  const causes = scope.rootCauses();
  const services = distinct(trace.segments.map(serviceOf));
  const first = <T>(values: readonly T[] | undefined): T | undefined => values?.[0];
  return {
    Id: trace.id,
    StartTime: trace.start,
    Duration: trace.duration,
    ResponseTime: first(scope.numbers.responsetime),
    HasFault: scope.flags.fault,
    HasError: scope.flags.error,
    HasThrottle: scope.flags.throttle,
    IsPartial: trace.partial,
    Http: {
      HttpURL: first(scope.texts['http.url']),
      HttpMethod: first(scope.texts['http.method']),
      HttpStatus: first(scope.numbers['http.status']),
      UserAgent: first(scope.texts['http.useragent']),
      ClientIp: first(scope.texts['http.clientip']),
    },
    Annotations: annotationValues(trace, (segment) => id(serviceOf(segment))),
    Users: distinctTexts(scope.texts.user ?? []).map((UserName) => ({ UserName })),
    ServiceIds: services.map(id),
    ResourceARNs: [],
    InstanceIds: [],
    AvailabilityZones: [],
    EntryPoint: root && id(serviceOf(root)),
    FaultRootCauses: causes.fault.map((cause) => toldCause(cause, id)),
    ErrorRootCauses: causes.error.map((cause) => toldCause(cause, id)),
    ResponseTimeRootCauses: causes.responsetime.map((cause) => toldCause(cause, id)),
    Revision: 1,
    MatchedEventTime: trace.start,
  };
}

/** "FaultRootCause" and its likes; members that only one of them has are left out by whoever reads the other. */
function toldCause({ services, clientImpacting }: RootCause, id: (service: Service) => object) {
  return {
    Services: services.map(({ name, type, inferred, entities }) => ({
      ...id({ name, type }),
      Inferred: inferred,
      EntityPath: entities.map((entity) => ({
        Name: entity.name,
        Coverage: entity.coverage,
        Remote: entity.remote,
        Exceptions: entity.exceptions.map(({ name: Name, message: Message }) => ({ Name, Message })),
      })),
    })),
    ClientImpacting: clientImpacting,
  };
}

/** "ValueWithServiceIds" by annotation key: each distinct value once, with the services that gave it. */
function annotationValues(trace: Trace, serviceId: (segment: Segment) => object) {
  const byKey = new Map<string, Map<string | number | boolean, object[]>>();
  for (const segment of trace.segments) {
    for (const [key, values] of annotationsOf([...ownWork(segment)])) {
      const known = byKey.get(key) ?? new Map<string | number | boolean, object[]>();
      byKey.set(key, known);
      for (const value of new Set(values)) known.set(value, [...(known.get(value) ?? []), serviceId(segment)]);
    }
  }
  const shown = [...byKey].map(([key, values]) => [
    key,
    [...values].map(([value, ServiceIds]) => ({ AnnotationValue: annotationValue(value), ServiceIds })),
  ]);
  return Object.fromEntries(shown);
}

function annotationValue(value: string | number | boolean) {
  if (typeof value === 'string') return { StringValue: value };
  return typeof value === 'number' ? { NumberValue: value } : { BooleanValue: value };
}

function distinct(services: readonly Service[]): readonly Service[] {
  return [...new Map(services.map((service) => [`${service.type}/${service.name}`, service])).values()];
}

const distinctTexts = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
