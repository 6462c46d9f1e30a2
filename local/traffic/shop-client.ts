import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { isJsonObject, type JsonObject, parseJsonObject } from '../aws/json.ts';

/** An answer of the shop; `body` is empty unless it is a JSON object. Status 0: there was none. */
export type ShopAnswer = { status: number; body: JsonObject };

/** A shopper's browser as far as the API can tell: it keeps cookies and says where its requests come from. */
export interface ShopClient {
  send(method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, body?: object, headers?: object): Promise<ShopAnswer>;
}

/** The connections that all shoppers share; `close` aborts what is in flight. */
export type Connections = { agent: Agent; signal: AbortSignal; close(): void };

const answerTimeoutMs = 30_000;

/** Opens at most `count` connections. */
export function openConnections(count: number): Connections {
  const agent = new Agent({ keepAlive: true, maxSockets: count });
  const abort = new AbortController();
  const close = (): void => {
    abort.abort();
    agent.destroy();
  };
  return { agent, signal: abort.signal, close };
}

/** A browser without cookies; `site` is the shop's address. */
export function createShopClient(site: URL, { agent, signal }: Connections): ShopClient {
  const cookies = new Map<string, string>();

  const keepCookies = (headers: IncomingHttpHeaders): void => {
    for (const line of headers['set-cookie'] ?? []) {
      const [, name, value] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
      if (name === undefined || value === undefined) continue;
      if (value === '' || /;\s*max-age=0\b/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
  };

  return {
    send: (method, path, body, extra = {}) =>
      new Promise((resolve) => {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const text = body && JSON.stringify(body);
        const headers = {
          ...{ accept: 'application/json', origin: site.origin, 'x-synthetic': 'traffic' },
          ...(cookie && { cookie }),
          // Node says no length of what a DELETE sends.
          ...(text && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
          ...extra,
        };
        const none = (): void => resolve({ status: 0, body: {} });
        const options = { method, headers, agent, signal, timeout: answerTimeoutMs };
        const call = request(new URL(path, site), options, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', none);
          response.on('end', () => {
            keepCookies(response.headers);
            const read = parseJsonObject(Buffer.concat(chunks).toString('utf8'));
            resolve({ status: response.statusCode ?? 0, body: isJsonObject(read) ? read : {} });
          });
        });
        call.on('timeout', () => call.destroy());
        call.on('error', none);
        call.end(text);
      }),
  };
}
