import { FUNCTIONS } from '../../../functions/manifest.ts';
import { TYPED } from './typed-values.ts';

/** What a request says besides its route. */
export type Ask = {
  /** Values for the parameters of the route's path. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, in place of JSON. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
};

export type Reply<Body> = { readonly status: number; readonly headers: Headers; readonly body: Body };

/** A request that was sent, by its route's key in the manifest, and what was answered. */
export type Asked = { readonly key: string; readonly ask: Ask; readonly status: number };

/** Requests to a shop that runs, each kept in mind. */
export type Drive = {
  readonly asked: readonly Asked[];
  /** Sends a request to a route of the manifest: `GET /api/products/{id}`. */
  ask<Body>(key: string, ask?: Ask): Promise<Reply<Body>>;
};

/** Every route of the manifest, by key: `GET /api/products/{id}`. */
export const ROUTES = Object.values(FUNCTIONS).flatMap(({ routes }) =>
  routes.map((route) => ({ ...route, key: `${route.method} ${route.path}` })),
);

function pathOf(key: string, { params = {}, query = {} }: Ask): string {
  const [, path = ''] = key.split(' ');
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? 'missing'));
  const search = new URLSearchParams(query).toString();
  return search === '' ? filled : `${filled}?${search}`;
}

/** What every browser says of its user, though nobody typed it. */
const BROWSER = { 'user-agent': TYPED.agent, referer: TYPED.referrer };

async function send(siteUrl: string, key: string, ask: Ask): Promise<Response> {
  const [method = ''] = key.split(' ');
  const body = ask.raw ?? (ask.body === undefined ? undefined : JSON.stringify(ask.body));
  const json = body === undefined || ask.raw instanceof Uint8Array ? {} : { 'content-type': 'application/json' };
  const headers = { ...BROWSER, ...json, ...ask.headers };
  return fetch(new URL(pathOf(key, ask), siteUrl), { method, headers, ...(body === undefined ? {} : { body }) });
}

/** Starts with nothing asked. */
export function createDrive(siteUrl: string): Drive {
  const asked: Asked[] = [];
  return {
    asked,
    async ask<Body>(key: string, ask: Ask = {}) {
      const answer = await send(siteUrl, key, ask);
      asked.push({ key, ask, status: answer.status });
      const text = await answer.text();
      const isJson = /json/.test(answer.headers.get('content-type') ?? '');
      return { status: answer.status, headers: answer.headers, body: (isJson ? JSON.parse(text) : text) as Body };
    },
  };
}

/** `ask` with the headers of somebody who is signed in. */
export function as(drive: Drive, headers: Readonly<Record<string, string>>): Drive['ask'] {
  return (key, ask = {}) => drive.ask(key, { ...ask, headers: { ...headers, ...ask.headers } });
}
