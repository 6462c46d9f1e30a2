import { runInNewContext } from 'node:vm';
import type { Plan } from './plan/plan.ts';
import { theOne } from './select.ts';

/** Where CloudFront sends a request on to. */
export type Forwarded = { readonly host: string; readonly uri: string; readonly cookies: boolean };
type Answer = { readonly statusCode: number };
type Request = { uri: string; method: string; headers: object; querystring: object; cookies?: object };

/** The key-value store as it stands once the plan's entries and routes are written. */
function keyValueStore(plan: Plan): ReadonlyMap<string, string> {
  const store = new Map<string, string>();
  const routes = new Map<string, string[]>();
  for (const { inputs } of plan.resources) {
    const { namespace, entries, key, entry } = inputs;
    if (typeof entry === 'string') {
      const id = `${namespace}:${key}`;
      routes.set(id, [...(routes.get(id) ?? []), entry]);
    } else if (typeof namespace === 'string' && typeof entries === 'object' && entries !== null) {
      for (const [name, value] of Object.entries(entries)) store.set(`${namespace}:${name}`, value);
    }
  }
  for (const [id, list] of routes) store.set(id, JSON.stringify(list));
  return store;
}

type Handler = (event: { request: Request }) => Promise<Request | Answer>;

/**
 * Runs the plan's viewer-request function, as CloudFront would for every request; answers where the request goes, or
 * with the answer that the function gave itself.
 */
export function viewerRequest(plan: Plan): (uri: string, host: string) => Promise<Forwarded | Answer> {
  const store = keyValueStore(plan);
  const code = String(theOne(plan, 'cloudfront/function:Function').code).replace('import cf from "cloudfront";', '');
  return async (uri, host) => {
    let origin = '';
    const get = async (key: string) => {
      const value = store.get(key);
      if (value === undefined) throw new Error(`KeyNotFound: ${key}`);
      return value;
    };
    const updateRequestOrigin = ({ domainName }: { domainName: string }) => {
      origin = domainName;
    };
    const cf = { kvs: () => ({ get }), updateRequestOrigin };
    const handler: Handler = runInNewContext(`${code}; handler`, { cf, Promise });
    const headers = { host: { value: host } };
    const result = await handler({ request: { uri, method: 'GET', headers, querystring: {}, cookies: { a: {} } } });
    if ('statusCode' in result) return { statusCode: result.statusCode };
    return { host: origin, uri: result.uri, cookies: result.cookies !== undefined };
  };
}
