import { isJsonObject, type JsonObject, type JsonValue } from '../aws/json.ts';
import { type FilterScope, scopeWith } from './filter-scope.ts';
import type { RootCause, RootCauseEntity, RootCauseService } from './root-causes.ts';

const kinds = ['fault', 'error', 'responsetime'] as const;
const parts = ['service', 'entity', 'exception'] as const;

/** What `rootcause.<kind>.<part>` names: the causes of which kind, and what of them is looked at. */
export type RootCausePart = { readonly kind: (typeof kinds)[number]; readonly part: (typeof parts)[number] };

/** Reads a keyword such as `rootcause.fault.entity`; undefined when there is no such one. */
export function rootCausePart(word: string): RootCausePart | undefined {
  const [, kindName, partName] = /^rootcause\.(\w+)\.(\w+)$/.exec(word) ?? [];
  const kind = kinds.find((known) => known === kindName);
  const part = parts.find((known) => known === partName);
  // "ResponseTimeRootCause": its entities tell no exceptions.
  if (kind === undefined || part === undefined || (kind === 'responsetime' && part === 'exception')) return undefined;
  return { kind, part };
}

/** The enumerated list that a part of a root cause is, each element as a filter sees it; positions count from 0. */
export function elementsOf({ services }: RootCause, part: RootCausePart['part']): readonly FilterScope[] {
  const facts = factsOf(services, part);
  return facts.map(({ flags, texts, numbers }, index) =>
    scopeWith({
      flags: { ...flags, first: index === 0, last: index === facts.length - 1 },
      texts,
      numbers: { ...numbers, index: [index] },
    }),
  );
}

type Facts = Pick<FilterScope, 'texts' | 'numbers'> & { readonly flags: Partial<FilterScope['flags']> };

function factsOf(services: readonly RootCauseService[], part: RootCausePart['part']): readonly Facts[] {
  const entities = services.flatMap((service) => service.entities);
  switch (part) {
    case 'service':
      return services.map(({ name, type, inferred }) => ({
        flags: { inferred },
        numbers: {},
        texts: { name: [name], type: type === undefined ? [] : [type] },
      }));
    case 'entity':
      return entities.map(({ name, remote, coverage }) => ({
        flags: { remote },
        numbers: { coverage: [coverage] },
        texts: { name: [name] },
      }));
    case 'exception':
      return entities
        .flatMap(({ exceptions }) => exceptions)
        .map(({ name, message }) => ({ flags: {}, numbers: {}, texts: { name: [name], message: [message] } }));
    default:
      return part satisfies never;
  }
}

/** Whether some root cause has the services, and on them the entities, that JSON such as `[{"Services": [{"Name": "a", "EntityPath": [{"Name": "b"}]}]}]` lists. */
export function matchesJson(causes: readonly RootCause[], json: JsonValue): boolean {
  const wanted = Array.isArray(json) ? json : [json];
  return wanted.some((each) =>
    causes.some(({ services }) => isJsonObject(each) && sameServices(services, each.Services)),
  );
}

function sameServices(services: readonly RootCauseService[], wanted: JsonValue | undefined): boolean {
  return sameList(services, wanted, ({ name, entities }, { Name, EntityPath }) => {
    return name === Name && (EntityPath === undefined || sameEntities(entities, EntityPath));
  });
}

function sameEntities(entities: readonly RootCauseEntity[], wanted: JsonValue): boolean {
  return sameList(entities, wanted, ({ name }, { Name }) => name === Name);
}

function sameList<T>(
  found: readonly T[],
  wanted: JsonValue | undefined,
  isSame: (item: T, json: JsonObject) => boolean,
): boolean {
  if (!Array.isArray(wanted) || wanted.length !== found.length) return false;
  return found.every((item, index) => {
    const json = wanted[index];
    return isJsonObject(json) && isSame(item, json);
  });
}
