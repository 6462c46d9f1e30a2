import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as activityRollup } from '../../functions/activity-rollup/handler.ts';
import { handler as dispatch } from '../../functions/dispatch/handler.ts';
import { handler as fulfilment } from '../../functions/fulfilment/handler.ts';
import { handler as incidents } from '../../functions/incidents/handler.ts';
import { handler as ledgerAudit } from '../../functions/ledger-audit/handler.ts';
import { database } from '../../functions/lib/database.ts';
import type { User } from '../../functions/lib/entities/user.ts';
import { depositActions } from '../../functions/lib/wallet/wallet-actions.ts';
import { writeAll } from '../../functions/lib/write.ts';
import { FUNCTIONS } from '../../functions/manifest.ts';
import { api as ops } from '../../functions/ops/app.ts';
import type { Incidents } from '../../functions/ops/incident-responses.ts';
import { handler as orderProgress } from '../../functions/order-progress/handler.ts';
import { handler as outbox } from '../../functions/outbox/handler.ts';
import { handler as salesRollup } from '../../functions/sales-rollup/handler.ts';
import { handler as setup } from '../../functions/setup/handler.ts';
import { handler as slaReport } from '../../functions/sla-report/handler.ts';
import { FUNCTION_IDS, type FunctionId, JOB_IDS, type JobId } from '../../monitoring/resources.ts';
import { type CloudWatchServer, startCloudWatchServer } from '../support/cloudwatch-server.ts';
import { callFunction, type EmbeddedShop, PASSWORD, startEmbeddedShop } from '../support/embedded-shop.ts';
import { lambdaContext, NOON } from '../support/http-event.ts';
import { storeOrder } from '../support/stored-orders.ts';
import { administer } from './admin/administer.ts';
import { action } from './incidents/queued.ts';
import { queuedMessage } from './incidents/queued-message.ts';
import { orderRecord } from './outbox/stream-records.ts';

const KINDS = { Put: 'PutItem', Update: 'UpdateItem', Delete: 'DeleteItem', ConditionCheck: 'ConditionCheckItem' };

/** The permissions of the manifest that a DynamoDB command takes; a transaction takes those of its actions. */
function permissionsFor(command: string, input: object): readonly string[] {
  const action = command.replace(/Command$/, '');
  if (action === 'Query') return [`${Reflect.get(input, 'IndexName') ?? 'table'}:Query`];
  if (action !== 'TransactWriteItems' && action !== 'TransactWrite')
    return [`table:${action.replace(/^(Get|Put|Update|Delete|BatchGet)$/, '$1Item')}`];
  const items: readonly object[] = Reflect.get(input, 'TransactItems');
  return items.flatMap((item) =>
    Object.entries(KINDS).flatMap(([kind, permission]) => (kind in item ? [`table:${permission}`] : [])),
  );
}

const HOUR = 3_600_000;
const JOBS = {
  'order-progress': orderProgress,
  'sales-rollup': salesRollup,
  'activity-rollup': activityRollup,
  'ledger-audit': ledgerAudit,
  'sla-report': slaReport,
} satisfies Record<JobId, unknown>;

const used = new Map<FunctionId, Set<string>>();
let shop: EmbeddedShop;
let cloudWatch: CloudWatchServer;

/** Runs what one function does and notes which permissions it took. */
async function as<Result>(id: FunctionId, run: () => Promise<Result>): Promise<Result> {
  const noted = used.get(id) ?? new Set();
  used.set(id, noted);
  const { middlewareStack } = database().client;
  middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        for (const permission of permissionsFor(String(commandName), args.input)) noted.add(permission);
        return next(args);
      },
    { step: 'initialize', name: 'permissions' },
  );
  try {
    return await run();
  } finally {
    middlewareStack.remove('permissions');
  }
}

const call: EmbeddedShop['call'] = (method, path, request) => {
  const id = FUNCTION_IDS.find((each) =>
    FUNCTIONS[each].routes.some(
      (route) => path.startsWith(route.path.replace(/\/?\{.*/, '')) && route.method === method,
    ),
  );
  if (id === undefined) throw new Error(`No function serves ${method} ${path}.`);
  return as(id, () => shop.call(method, path, request));
};

/** Everything a shopper does: a guest's cart that becomes a customer's, an order, and what is told of it. */
async function shopping(): Promise<void> {
  for (const path of ['/api/products', '/api/categories', '/health']) await call('GET', path);
  const { id } = await shop.product('mug');
  await call('GET', `/api/products/${id}`);
  const { cookies } = await call('PUT', `/api/cart/items/${id}`, { body: { quantity: 1 } });
  const body = { email: 'ida@shop.example', password: PASSWORD };
  await call('POST', '/api/auth/register', { body });
  const login = await call<{ token: string }>('POST', '/api/auth/login', {
    body,
    cookies,
    headers: { origin: 'https://shop.example' },
  });
  const headers = { authorization: `Bearer ${login.body.token}` };
  const shipping = { name: 'Ida', street: '1 Long Lane', city: 'Sampleton', postcode: '12345', country: 'NL' };
  const payment = { method: 'card', number: '4242 4242 4242 4242', expiry: '12/30', cvc: '123' };
  const order = await call<{ order: { id: string } }>('POST', '/api/checkout', {
    headers: { ...headers, 'idempotency-key': 'permissions-test-1' },
    body: { shipping, payment },
  });
  expect(order.status).toBe(201);
  const orderId = order.body.order.id;
  await call('GET', '/api/orders', { headers });
  await call('GET', `/api/orders/${orderId}`, { headers });
  const message = queuedMessage(JSON.stringify({ orderId, user: 'ida' }));
  for (const Records of [[message], [message]])
    expect(await as('fulfilment', () => fulfilment({ Records }, lambdaContext()))).toEqual({ batchItemFailures: [] });
  await spending(id, shipping, headers);
  await call('POST', '/api/auth/logout', { headers });
}

/** Store credit that is deposited, spent, and comes back with a cancelled order; and what is told of it. */
async function spending(productId: string, shipping: object, headers: Record<string, string>): Promise<void> {
  const payment = { method: 'card', number: '4242 4242 4242 4242', expiry: '12/30', cvc: '123' };
  const body = { amountCents: 10_000, payment };
  await call('POST', '/api/wallet/deposits', { headers: { ...headers, 'idempotency-key': 'deposit' }, body });
  await call('PUT', `/api/cart/items/${productId}`, { body: { quantity: 1 }, headers });
  const order = await call<{ order: { id: string } }>('POST', '/api/checkout', {
    headers: { ...headers, 'idempotency-key': 'spend' },
    body: { shipping, payment: { method: 'wallet' } },
  });
  expect((await call('POST', `/api/orders/${order.body.order.id}/cancel`, { headers })).status).toBe(200);
  for (const path of ['/api/wallet', '/api/wallet/ledger'])
    expect((await call('GET', path, { headers })).status).toBe(200);
  const Records = [orderRecord(order.body.order.id, 'created')];
  expect(await as('outbox', () => outbox({ Records }, lambdaContext()))).toEqual({ batchItemFailures: [] });
}

/** What people do with their own account, up to its end. */
async function leaving(): Promise<void> {
  const email = 'eve@shop.example';
  const headers = await shop.register(email);
  const { body } = await shop.call<{ user: User }>('GET', '/api/auth/me', { headers });
  await storeOrder({ userId: body.user.id, status: 'delivered' });
  const { actions } = depositActions({ userId: body.user.id, amountCents: 500, reference: 'dep_1', now: NOON });
  await writeAll(actions);
  await call('PUT', '/api/account', { headers, body: { name: 'Eve' } });
  const change = { currentPassword: PASSWORD, newPassword: `another ${PASSWORD}` };
  expect((await call('PUT', '/api/account/password', { headers, body: change })).status).toBe(204);
  const farewell = { password: change.newPassword, forfeitBalanceCents: 500 };
  expect((await call('DELETE', '/api/account', { headers, body: farewell })).status).toBe(204);
  const other = await shop.register(email);
  expect((await call('POST', '/api/account/sign-out-everywhere', { headers: other })).status).toBe(204);
}

/** An operator makes a customer, who is signed in, an admin. */
async function promoting(): Promise<void> {
  const email = 'future@shop.example';
  await shop.register(email);
  const time = new Date(NOON).toISOString();
  const made = await as('setup', () => setup({ admin: { email }, time }, lambdaContext()));
  expect(made.outcome).toBe('promoted');
}

async function operating(): Promise<void> {
  await as('setup', () =>
    setup({ adminEmail: 'other@shop.example', time: new Date(NOON).toISOString() }, lambdaContext()),
  );
  const { body } = await shop.call<{ token: string }>('POST', '/api/auth/login', { body: shop.admin });
  const headers = { authorization: `Bearer ${body.token}` };
  const seen = await as('ops', () => callFunction(ops, 'GET', '/api/ops/notifications', { headers }));
  expect(seen.status).toBe(200);
}

/** An incident is told, by a channel that does not answer, told again and acknowledged. */
async function beingOnCall(): Promise<void> {
  const context = { ...lambdaContext(), getRemainingTimeInMillis: () => 60_000 };
  const raised = { Records: [action({ name: 'down', at: NOON })] };
  expect(await as('incidents', () => incidents(raised, context))).toEqual({ batchItemFailures: [] });
  await as('dispatch', () => dispatch({ time: new Date(NOON + HOUR / 30).toISOString() }, context));
  const { body } = await shop.call<{ token: string }>('POST', '/api/auth/login', { body: shop.admin });
  const headers = { authorization: `Bearer ${body.token}` };
  const list = () => callFunction<Incidents>(ops, 'GET', '/api/ops/incidents', { headers });
  const id = (await as('ops', list)).body.incidents[0]?.id;
  const acknowledge = () => callFunction(ops, 'POST', `/api/ops/incidents/${id}/acknowledge`, { headers, body: {} });
  expect((await as('ops', acknowledge)).status).toBe(200);
}

/** The jobs as they run the first time, and once the hours that they found are over; an invoice is paid meanwhile, another never. */
async function working(): Promise<void> {
  const invoice = { status: 'created', paymentMethod: 'invoice' } as const;
  for (const totalCents of [1_000, 1_013]) await storeOrder({ ...invoice, totalCents });
  const context = { ...lambdaContext(), getRemainingTimeInMillis: () => 60_000 };
  const run = (id: JobId, at: number) => as(id, () => JOBS[id]({ time: new Date(at).toISOString() }, context));
  for (const at of [NOON, NOON + 2 * HOUR]) for (const id of JOB_IDS) await run(id, at);
  await run('order-progress', NOON + 15 * 24 * HOUR);
}

beforeAll(async () => {
  [shop, cloudWatch] = await Promise.all([startEmbeddedShop(), startCloudWatchServer()]);
  process.env.CHANNELS = '{"first":{"slackWebhookUrl":"http://127.0.0.1:1/"}}';
  process.env.AWS_ENDPOINT_URL_CLOUDWATCH = `http://127.0.0.1:${cloudWatch.port}`;
  await shopping();
  await leaving();
  await promoting();
  await operating();
  await beingOnCall();
  await administer(call, await shop.signInAdmin());
  await working();
});
afterAll(() => Promise.all([shop.stop(), cloudWatch.stop()]));

describe('the manifest grants on the table what a function uses there and nothing else:', () => {
  it.each(FUNCTION_IDS)('%s', (id) => {
    const granted = FUNCTIONS[id].permissions.filter((permission) => /^(table|gsi\d):/.test(permission));
    expect([...(used.get(id) ?? [])].sort()).toEqual([...granted].sort());
  });
});
