import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LedgerEntry, ledgerEntries } from '../../../functions/lib/entities/ledger-entry.ts';
import { type Order, orders } from '../../../functions/lib/entities/order.ts';
import { type Wallet, wallets } from '../../../functions/lib/entities/wallet.ts';
import { canMove } from '../../../functions/lib/order-status.ts';
import { creditOf } from '../../../functions/lib/orders/credit-of.ts';
import { moveOrderWithPayment } from '../../../functions/lib/orders/move-order-with-payment.ts';
import { ORDER_STATUSES, PAYMENT_METHODS, type PaymentMethod } from '../../../monitoring/dimensions.ts';
import { type Crash, crashing, startCrashing } from '../../support/crash-after.ts';
import { type EmbeddedShop, startEmbeddedShop } from '../../support/embedded-shop.ts';
import { NOON } from '../../support/http-event.ts';
import { signInAs } from '../../support/sign-in.ts';
import { statusesOf, storeProduct } from '../../support/stored-orders.ts';
import { BODIES, CARD, deposit, recordingGateway, stockOf } from './checkout-shop.ts';

const gateway = recordingGateway();
let shop: EmbeddedShop;
let stopCrashing: () => void;
beforeAll(async () => {
  shop = await startEmbeddedShop(gateway, () => 20_000);
  stopCrashing = startCrashing();
});
afterAll(async () => {
  stopCrashing();
  await shop.stop();
});

const STOCK = 8;
const who = fc.nat(1);
const crash: fc.Arbitrary<Crash | undefined> = fc.option(fc.record({ call: fc.nat(7), done: fc.boolean() }), {
  nil: undefined,
  freq: 2,
});
const command = fc.oneof(
  fc.record({
    type: fc.constant('deposit' as const),
    who,
    crash,
    key: fc.nat(2),
    amountCents: fc.constantFrom(100, 2_500),
  }),
  fc.record({
    ...{ type: fc.constant('buy' as const), who, crash, key: fc.nat(3), product: fc.nat(1) },
    quantity: fc.integer({ min: 1, max: 3 }),
    method: fc.constantFrom(...PAYMENT_METHODS),
  }),
  fc.record({ type: fc.constant('cancel' as const), crash, order: fc.nat(7) }),
  fc.record({
    type: fc.constant('move' as const),
    crash,
    order: fc.nat(7),
    to: fc.constantFrom(...ORDER_STATUSES.slice(1)),
  }),
);
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

type User = { readonly userId: string; readonly authorization: string };
type World = { readonly users: readonly [User, User]; readonly products: readonly string[] };

const SEEDS: readonly [readonly PaymentMethod[], readonly PaymentMethod[]] = [
  ['wallet', 'invoice'],
  ['wallet', 'card'],
];

/** A world in which both users have some credit and some orders. */
async function newWorld(): Promise<World> {
  gateway.forget();
  const world: World = {
    users: [await signInAs('customer'), await signInAs('customer')],
    products: [await storeProduct(STOCK, 300), await storeProduct(STOCK, 450)],
  };
  for (const who of [0, 1] as const) {
    await deposit(world.users[who].userId, 1_000);
    for (const [key, method] of SEEDS[who].entries()) {
      const bought = { type: 'buy', who, key: -1 - key, product: who, quantity: 1, method, crash: undefined } as const;
      expect(await send(world, key - 3, bought)).toBe(201);
    }
  }
  return world;
}

async function ordersIn({ users }: World): Promise<Order[]> {
  const pages = await Promise.all(users.map(({ userId }) => orders().query.byUser({ userId }).go({ pages: 'all' })));
  return pages.flatMap(({ data }) => data);
}

/** Requests come so slowly that neither rate limits nor fraud rules of velocity have much to do. */
const timeOf = (step: number) => NOON + step * 30_000;

type Request = Extract<Command, { readonly key: number }>;

/** One request of a customer; its status. */
async function send(world: World, step: number, request: Request): Promise<number> {
  const { authorization } = world.users[request.who === 0 ? 0 : 1];
  const now = timeOf(step);
  const headers = { authorization, 'idempotency-key': `${request.type}-${request.key}` };
  if (request.type === 'deposit') {
    const body = { amountCents: request.amountCents, payment: CARD };
    return (await shop.call('POST', '/api/wallet/deposits', { body, headers, now })).status;
  }
  const { product, quantity, method } = request;
  await shop.call('PUT', `/api/cart/items/${world.products[product]}`, { body: { quantity }, headers, now });
  return (await shop.call('POST', '/api/checkout', { body: BODIES[method], headers, now })).status;
}

async function cancel(world: World, step: number, order: Order): Promise<number> {
  const owner = world.users.find(({ userId }) => userId === order.userId);
  const headers = { authorization: owner?.authorization ?? '' };
  return (await shop.call('POST', `/api/orders/${order.id}/cancel`, { headers, now: timeOf(step) })).status;
}

async function move(step: number, order: Order, to: Order['status']): Promise<number> {
  if (!canMove(order.status, to)) return 409;
  const outcome = await moveOrderWithPayment(order, to, { now: timeOf(step), actor: 'admin' }, gateway);
  return outcome === 'moved' ? 200 : 409;
}

/** Runs a command against the orders that there were before it. */
function run(world: World, step: number, command: Command, known: readonly Order[]): Promise<number | 'crashed'> {
  return crashing(command.crash, async () => {
    if ('key' in command) return send(world, step, command);
    const order = known[command.order % Math.max(1, known.length)];
    if (!order) return 404;
    return command.type === 'cancel' ? cancel(world, step, order) : move(step, order, command.to);
  });
}

type Account = { readonly userId: string; readonly wallet: Wallet | null; readonly ledger: readonly LedgerEntry[] };

async function accountOf(userId: string): Promise<Account> {
  const [{ data: wallet }, { data: ledger }] = await Promise.all([
    wallets().get({ userId }).go({ consistent: true }),
    ledgerEntries().query.byUser({ userId }).go({ consistent: true, pages: 'all' }),
  ]);
  return { userId, wallet, ledger };
}

function checkWallet({ wallet, ledger }: Account): void {
  const balanceCents = ledger.reduce((sum, { amountCents }) => sum + amountCents, 0);
  expect(balanceCents).toBeGreaterThanOrEqual(0);
  expect([wallet?.balanceCents ?? 0, wallet?.entries ?? 0]).toEqual([balanceCents, ledger.length]);
  const deposits = ledger.filter(({ movement }) => movement === 'deposit');
  expect(deposits.filter(({ id }) => gateway.voided.includes(id))).toEqual([]);
}

/** Every step of an order is there once, and leads from the one before it. */
async function checkHistory(order: Order): Promise<void> {
  const reached = new Set(await statusesOf(order.id));
  const path = ORDER_STATUSES.filter((status) => reached.has(status));
  expect(path.at(-1)).toBe(order.status);
  for (const [index, status] of path.entries()) {
    const before = path[index - 1];
    expect(before === undefined ? status === 'created' : canMove(before, status)).toBe(true);
  }
}

/** What the ledger tells of an order is what it cost and what came back. */
function checkMoney(order: Order, { ledger }: Account): void {
  const { id, totalCents, paymentMethod, paidAt } = order;
  const amounts = ledger.filter(({ reference }) => reference === id).map(({ amountCents }) => amountCents);
  const before = { ...order, status: paidAt === undefined ? 'created' : 'paid' } as const;
  const credit = creditOf(before, order.status);
  const expected = [paymentMethod === 'wallet' ? -totalCents : 0, credit].filter((amount) => amount !== 0);
  expect(amounts.toSorted((a, b) => a - b)).toEqual(expected);
  if (gateway.voided.includes(id)) expect(order.status).toBe('cancelled');
}

async function checkStock(productId: string, all: readonly Order[]): Promise<void> {
  const sold = all.filter(({ status }) => status !== 'cancelled' && status !== 'refunded');
  const lines = sold.flatMap((order) => order.lines.filter((line) => line.productId === productId));
  const left = await stockOf(productId);
  expect(left).toBeGreaterThanOrEqual(0);
  expect(left).toBe(STOCK - lines.reduce((sum, { quantity }) => sum + quantity, 0));
}

/** However often a key was sent, it has made one thing at most. */
function checkKeys(type: Request['type'], who: number, sent: readonly Request[], made: number, seeded: number): void {
  const keys = sent.filter((request) => request.type === type && request.who === who).map(({ key }) => key);
  expect(made - seeded).toBeLessThanOrEqual(new Set(keys).size);
}

async function checkLaws(world: World, sent: readonly Request[]): Promise<void> {
  const all = await ordersIn(world);
  const accounts = await Promise.all(world.users.map(({ userId }) => accountOf(userId)));
  for (const [who, account] of accounts.entries()) {
    const own = all.filter(({ userId }) => userId === account.userId);
    checkWallet(account);
    for (const order of own) checkMoney(order, account);
    checkKeys('buy', who, sent, own.length, 2);
    checkKeys('deposit', who, sent, account.ledger.filter(({ movement }) => movement === 'deposit').length, 1);
  }
  await Promise.all([...all.map(checkHistory), ...world.products.map((id) => checkStock(id, all))]);
}

const REFUSALS = [402, 403, 404, 409, 429, 503];

test('whatever happens at once, again, or half: ledgers sum to balances, orders go their way once, stock is kept', async () => {
  const batches = fc.array(fc.array(command, { minLength: 2, maxLength: 5 }), { minLength: 3, maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(batches, async (plan) => {
      const world = await newWorld();
      const cut: Request[] = [];
      for (const [step, commands] of plan.entries()) {
        const known = await ordersIn(world);
        const outcomes = await Promise.all(commands.map((command) => run(world, step, command, known)));
        for (const [index, outcome] of outcomes.entries()) {
          const command = commands[index];
          if (outcome !== 'crashed') expect([200, 201, ...REFUSALS]).toContain(outcome);
          else if (command && 'key' in command) cut.push(command);
        }
      }
      const sent = plan.flat().filter((each): each is Request => 'key' in each);
      await checkLaws(world, sent);
      for (const request of cut) expect([201, ...REFUSALS]).toContain(await send(world, plan.length + 3, request));
      await checkLaws(world, sent);
    }),
    { numRuns: 8 },
  );
});
