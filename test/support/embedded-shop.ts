import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { api as account } from '../../functions/account/app.ts';
import { createAdminApi } from '../../functions/admin/app.ts';
import { api as cart } from '../../functions/cart/app.ts';
import { createCatalogApi } from '../../functions/catalog/app.ts';
import { createCheckoutApi } from '../../functions/checkout/app.ts';
import { sandboxCarrier } from '../../functions/lib/carrier.ts';
import type { Api } from '../../functions/lib/context.ts';
import { env } from '../../functions/lib/env.ts';
import type { PaymentGateway } from '../../functions/lib/payments/payment-gateway.ts';
import { sandboxGateway } from '../../functions/lib/payments/sandbox-gateway.ts';
import { FUNCTIONS } from '../../functions/manifest.ts';
import { handler as setup } from '../../functions/setup/handler.ts';
import type { FunctionId } from '../../monitoring/resources.ts';
import { type CapturedOutput, captureOutput } from './captured-output.ts';
import { checkContract } from './contract-check.ts';
import { startEmbeddedTable } from './embedded-table.ts';
import { httpEvent, lambdaContext, NOON, type TestRequest } from './http-event.ts';

/** An answer of the shop, its body parsed when it is JSON. */
export type ShopAnswer<Body = Record<string, unknown>> = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** `name=value` of the cookies set, for sending them back. */
  readonly cookies: readonly string[];
  /** The same with their attributes. */
  readonly setCookies: readonly string[];
  readonly text: string;
  readonly body: Body;
};

/** The shop's own HTTP functions over a real table, called as Lambda calls them. */
export type EmbeddedShop = {
  readonly output: CapturedOutput;
  readonly admin: { readonly email: string; readonly password: string };
  call<Body = Record<string, unknown>>(method: string, path: string, request?: TestRequest): Promise<ShopAnswer<Body>>;
  /** Registers a customer and returns the headers that sign them in. */
  register(email: string): Promise<{ authorization: string }>;
  /** Signs the first admin in and returns the headers that do so. */
  signInAdmin(): Promise<{ authorization: string }>;
  /** A product of the sample catalogue. */
  product(name: string): Promise<ShopProduct>;
  stop(): Promise<void>;
};

export type ShopProduct = {
  readonly id: string;
  readonly name: string;
  readonly priceCents: number;
  readonly stock: number;
};

export const PASSWORD = 'correct horse battery';

/** The HTTP functions of the shop by id; ops is the console's. */
export function shopApis(
  gateway: PaymentGateway = sandboxGateway,
  paymentTimeout = () => env().paymentTimeout,
): Readonly<Record<string, Api>> {
  const checkout = createCheckoutApi({ gateway, paymentTimeout });
  const admin = createAdminApi({ gateway, carrier: sandboxCarrier });
  // What one function writes the next reads at once: the catalogue is not kept.
  return { catalog: createCatalogApi(0), cart, account, checkout, admin } satisfies Partial<Record<FunctionId, Api>>;
}

/** A route's path as a pattern of the paths that it serves. */
function pattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
}

function apiFor(apis: Readonly<Record<string, Api>>, path: string): Api {
  const [pathname = ''] = path.split('?');
  const serving = Object.entries(FUNCTIONS).find(([, { routes }]) =>
    routes.some((route) => pattern(route.path).test(pathname)),
  );
  const id = serving?.[0] ?? 'catalog';
  const api = apis[id];
  if (!api) throw new Error(`No function serves ${path}.`);
  return api;
}

type LambdaAnswer = {
  readonly statusCode: number;
  readonly body: string;
  readonly cookies?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
};

/** Calls one function's handler with the event that API Gateway would send; its answer must be as the contract says. */
export async function callFunction<Body = Record<string, unknown>>(
  api: Api,
  method: string,
  path: string,
  request?: TestRequest,
): Promise<ShopAnswer<Body>> {
  const answer: unknown = await handle(api)(
    // Hono's type of the event has members that API Gateway leaves out of this kind of request.
    httpEvent(method, path, request) as unknown as LambdaEvent,
    lambdaContext(),
  );
  const { statusCode, body, cookies = [], headers = {} } = answer as LambdaAnswer;
  checkContract(method, path, { status: statusCode, headers, text: body });
  return {
    status: statusCode,
    headers,
    setCookies: cookies,
    cookies: cookies.map((cookie) => cookie.split(';')[0] ?? ''),
    text: body,
    body: /json/.test(headers['content-type'] ?? '') ? JSON.parse(body) : {},
  };
}

/** Starts the shop with the sample catalogue and its first admin. */
export async function startEmbeddedShop(
  gateway?: PaymentGateway,
  paymentTimeout?: () => number,
): Promise<EmbeddedShop> {
  const table = await startEmbeddedTable();
  Object.assign(process.env, table.environment);
  const output = captureOutput();
  const apis = shopApis(gateway, paymentTimeout);
  const time = new Date(NOON - 60_000).toISOString();
  const { admin } = await setup({ adminEmail: 'admin@shop.example', time }, lambdaContext());
  if (!admin) throw new Error('Setup made no admin.');

  const call: EmbeddedShop['call'] = (method, path, request) => callFunction(apiFor(apis, path), method, path, request);
  return {
    output,
    admin,
    call,
    async register(email) {
      const { body, status } = await call('POST', '/api/auth/register', { body: { email, password: PASSWORD } });
      if (status !== 201) throw new Error(`Register answered ${status}.`);
      return { authorization: `Bearer ${body.token}` };
    },
    async signInAdmin() {
      const { body, status } = await call('POST', '/api/auth/login', { body: admin });
      if (status !== 200) throw new Error(`The admin’s sign-in answered ${status}.`);
      return { authorization: `Bearer ${body.token}` };
    },
    async product(name) {
      const { body } = await call<{ products: ShopProduct[] }>('GET', '/api/products?limit=100');
      const found = body.products.find((product) => product.name.includes(name));
      if (!found) throw new Error(`There is no ${name}.`);
      return found;
    },
    async stop() {
      output.stop();
      await table.stop();
    },
  };
}
