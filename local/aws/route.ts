import type { AwsService, HttpHandler } from './aws-service.ts';

/** A route of a restJson1 service that a request matched. */
export type RouteMatch = {
  readonly service: AwsService;
  readonly handler: string | HttpHandler;
  readonly params: Readonly<Record<string, string>>;
};

type CompiledRoute = { service: AwsService; handler: string | HttpHandler; method: string; parts: readonly string[] };

/** Finds the service and operation of a method and path. */
export type Router = (method: string, path: string) => RouteMatch | undefined;

/** Compiles the routes of all services; `{name}` matches one path part, decoded. */
export function createRouter(services: readonly AwsService[]): Router {
  const routes = services.flatMap((service) =>
    Object.entries(service.routes ?? {}).map(([route, handler]) => compile(service, route, handler)),
  );
  return (method, path) => {
    const parts = path.split('/').slice(1);
    for (const route of routes) {
      const params = route.method === method ? match(route.parts, parts) : undefined;
      if (params) return { service: route.service, handler: route.handler, params };
    }
    return undefined;
  };
}

function compile(service: AwsService, route: string, handler: string | HttpHandler): CompiledRoute {
  const [method = '', path = ''] = route.split(' ');
  return { service, handler, method, parts: path.split('/').slice(1) };
}

function match(pattern: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const part = decode(parts[index] ?? '');
    if (part === undefined) return undefined;
    if (expected.startsWith('{')) params[expected.slice(1, -1)] = part;
    else if (expected !== part) return undefined;
  }
  return params;
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
