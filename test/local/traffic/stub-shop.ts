import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export type ShopRequest = {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: Record<string, unknown>;
};

/** A shop that follows the API's contract as far as shoppers can tell; `answer` may overrule it per request. */
export type StubShop = {
  url: string;
  requests: ShopRequest[];
  /** Status by `METHOD /path/prefix`, in place of what the shop would answer. */
  statuses: Record<string, number>;
  stock: number;
  /** What is in any cart, in cents. */
  cartCents: number;
  /** Store credit of whoever asks, in cents. */
  wallet: number;
  users: Map<string, string>;
  stop(): Promise<void>;
};

export async function startStubShop(): Promise<StubShop> {
  const shop: StubShop = {
    url: '',
    requests: [],
    statuses: {},
    stock: 5,
    cartCents: 4_200,
    wallet: 0,
    users: new Map(),
    stop: async () => {},
  };

  const regular = ({
    method,
    path,
    body,
  }: ShopRequest): [status: number, body?: object | undefined, cookie?: string] => {
    const product = { id: 'prd_1', name: 'Tea pot', category: 'Kitchen & Table', priceCents: 4_200, stock: shop.stock };
    const { email, password } = body as { email: string; password: string };
    switch (`${method} ${path.replace(/\?.*/, '').replace(/prd_1/, ':id')}`) {
      case 'GET /api/products':
        return [200, { products: [product] }];
      case 'GET /api/products/:id':
        return [200, product];
      case 'PUT /api/cart/items/:id':
        return [200, {}, '__Host-cart=guest; Path=/; HttpOnly'];
      case 'GET /api/cart':
        return [200, { lines: [{ productId: 'prd_1' }], totalCents: shop.cartCents }];
      case 'GET /api/wallet':
        return [200, { balanceCents: shop.wallet }];
      case 'POST /api/wallet/deposits':
        shop.wallet += Number(body.amountCents);
        return [201, { balanceCents: shop.wallet }];
      case 'POST /api/auth/register':
        if (shop.users.has(email)) return [409];
        shop.users.set(email, password);
        return [201, {}, '__Host-session=s1; Path=/; HttpOnly'];
      case 'POST /api/auth/login':
        return shop.users.get(email) === password ? [200, {}, '__Host-session=s2; Path=/'] : [401];
      case 'POST /api/auth/logout':
        return [204, undefined, '__Host-session=; Path=/; Max-Age=0'];
      case 'POST /api/checkout':
        return String((body.payment as { number: string }).number).endsWith('0002')
          ? [402, {}]
          : [201, { order: { id: 'ord_1' } }];
      default:
        return [200, {}];
    }
  };

  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { method = '', url = '', headers } = request;
    const seen = { method, path: url, headers, body: text === '' ? {} : JSON.parse(text) };
    shop.requests.push(seen);
    const overruled = Object.entries(shop.statuses).find(([start]) => `${method} ${url}`.startsWith(start));
    const [status, body, cookie] = overruled ? [overruled[1]] : regular(seen);
    if (cookie) response.setHeader('set-cookie', cookie);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body && JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  shop.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  shop.stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return shop;
}
