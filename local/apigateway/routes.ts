/** A route of an HTTP API: `method` may be ANY; path parts may be `{name}` or, last, greedy `{name+}`. */
export type ApiRoute = { method: string; path: string; functionId: string };

/** The route chosen for a request; `routeKey` is `METHOD /path` as written in the table. */
export type RouteMatch = { functionId: string; routeKey: string; pathParameters: Readonly<Record<string, string>> };

export type FindRoute = (method: string, rawPath: string) => RouteMatch | undefined;

type Part = { kind: 'literal'; text: string } | { kind: 'variable' | 'greedy'; name: string };
type CompiledRoute = { route: ApiRoute; parts: readonly Part[] };

const specificity = { literal: 0, variable: 1, greedy: 2 } as const;

/** Chooses as "Create routes for HTTP APIs" says: full match before variables before greedy variables, a named method before ANY. */
export function createRoutes(routes: readonly ApiRoute[]): FindRoute {
  const compiled = routes
    .map((route) => ({ route, parts: route.path.split('/').slice(1).map(compilePart) }))
    .sort(bySpecificity);
  return (method, rawPath) => {
    const given = rawPath.split('/').slice(1);
    for (const { route, parts } of compiled) {
      if (route.method !== method && route.method !== 'ANY') continue;
      const pathParameters = matchParts(parts, given);
      if (pathParameters) {
        return { functionId: route.functionId, routeKey: `${route.method} ${route.path}`, pathParameters };
      }
    }
    return undefined;
  };
}

function compilePart(text: string): Part {
  const [, name, greedy] = /^\{(\w+)(\+?)\}$/.exec(text) ?? [];
  if (name === undefined) return { kind: 'literal', text };
  return { kind: greedy ? 'greedy' : 'variable', name };
}

function bySpecificity(a: CompiledRoute, b: CompiledRoute): number {
  const length = Math.min(a.parts.length, b.parts.length);
  for (let index = 0; index < length; index++) {
    const [x, y] = [a.parts[index], b.parts[index]];
    const difference = x && y ? specificity[x.kind] - specificity[y.kind] : 0;
    if (difference !== 0) return difference;
  }
  return b.parts.length - a.parts.length || Number(a.route.method === 'ANY') - Number(b.route.method === 'ANY');
}

function matchParts(parts: readonly Part[], given: readonly string[]): Record<string, string> | undefined {
  const greedy = parts.at(-1)?.kind === 'greedy';
  if (greedy ? given.length < parts.length : given.length !== parts.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const text = given[index] ?? '';
    if (part.kind === 'literal') {
      if (part.text !== text) return undefined;
    } else {
      const value = part.kind === 'greedy' ? given.slice(index).join('/') : text;
      if (value === '') return undefined;
      values[part.name] = decode(value);
    }
  }
  return values;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
