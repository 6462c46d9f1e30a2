import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';

export type Answer = { status?: number; type?: string; body?: unknown; cookie?: string } | 'never' | 'hang up';

/** A shop of one product over real HTTP, as the probe sees it; `break` replaces the answers of one route. */
export type SmallShop = {
  url: URL;
  requests: { route: string; headers: IncomingMessage['headers'] }[];
  break(route: string, answer: Answer): void;
  stop(): Promise<void>;
};

const product = { id: 'prd_1', name: 'Blue Mug', stock: 3 };
const page = '<!doctype html><script type="module" crossorigin src="/assets/app.js"></script><div id="app"></div>';
const CART_COOKIE = '__Host-cart=guest; Path=/; Secure; HttpOnly';

function cartRoutes(carts: Set<string>, cookie: string): Record<string, () => Answer> {
  const lines = () => ({ lines: carts.has(cookie) ? [{ productId: product.id, quantity: 1 }] : [] });
  return {
    'GET /api/cart': () => ({ body: lines() }),
    [`PUT /api/cart/items/${product.id}`]: () => {
      carts.add('__Host-cart=guest');
      return { body: { lines: [{ productId: product.id }] }, cookie: CART_COOKIE };
    },
    [`DELETE /api/cart/items/${product.id}`]: () => {
      carts.delete(cookie);
      return { body: lines() };
    },
  };
}

function routes(carts: Set<string>, cookie: string): Record<string, () => Answer> {
  return {
    'GET /': () => ({ type: 'text/html; charset=utf-8', body: page }),
    'GET /assets/app.js': () => ({ type: 'text/javascript', body: 'render();' }),
    'GET /health/ready': () => ({ body: { status: 'ok' } }),
    'GET /health/live': () => ({ body: { status: 'ok' } }),
    'GET /api/products': () => ({ body: { products: [product], nextCursor: null } }),
    [`GET /api/products/${product.id}`]: () => ({ body: product }),
    'GET /api/products search': () => ({ body: { products: [product] } }),
    ...cartRoutes(carts, cookie),
  };
}

function routeOf({ method, url = '/' }: IncomingMessage): string {
  const { pathname, searchParams } = new URL(url, 'http://shop');
  return `${method} ${pathname}${searchParams.has('search') ? ' search' : ''}`;
}

async function listen(server: Server): Promise<URL> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return new URL(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
}

/** Starts a small shop on a free port. */
export async function startSmallShop(): Promise<SmallShop> {
  const broken = new Map<string, Answer>();
  const requests: SmallShop['requests'] = [];
  const carts = new Set<string>();
  const server = createServer((request, response) => {
    const route = routeOf(request);
    requests.push({ route, headers: request.headers });
    const known = routes(carts, request.headers.cookie ?? '')[route];
    const answer = broken.get(route) ?? known?.() ?? { status: 404 };
    if (answer === 'never') return;
    if (answer === 'hang up') return void request.socket.destroy();
    const { status = 200, type = 'application/json', body = {}, cookie } = answer;
    response.writeHead(status, { 'content-type': type, ...(cookie === undefined ? {} : { 'set-cookie': cookie }) });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  return {
    url: await listen(server),
    requests,
    break: (route, answer) => void broken.set(route, answer),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
