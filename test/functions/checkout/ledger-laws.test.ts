import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cancelOrder } from '../../../functions/checkout/cancel-order.ts';
import { CheckoutRequest } from '../../../functions/checkout/checkout-request.ts';
import { placeOrder } from '../../../functions/checkout/place-order.ts';
import { deposit } from '../../../functions/checkout/wallet-deposit.ts';
import { openLine } from '../../../functions/lib/emit.ts';
import { carts } from '../../../functions/lib/entities/cart.ts';
import { type LedgerEntry, ledgerEntries } from '../../../functions/lib/entities/ledger-entry.ts';
import { type Order, orders } from '../../../functions/lib/entities/order.ts';
import { users } from '../../../functions/lib/entities/user.ts';
import { type Wallet, wallets } from '../../../functions/lib/entities/wallet.ts';
import { newId } from '../../../functions/lib/ids.ts';
import { canMove } from '../../../functions/lib/order-status.ts';
import { creditOf } from '../../../functions/lib/orders/credit-of.ts';
import { moveOrderWithPayment } from '../../../functions/lib/orders/move-order-with-payment.ts';
import { Problem } from '../../../functions/lib/problem.ts';
import { ORDER_STATUSES, type PaymentMethod } from '../../../monitoring/dimensions.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { type Crash, crashing, startCrashing } from '../../support/crash-after.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';
import { NOON } from '../../support/http-event.ts';
import { statusesOf, storeProduct } from '../../support/stored-orders.ts';
import { BODIES, CARD, recordingGateway, stockOf } from './checkout-shop.ts';

const gateway = recordingGateway();
/** Collisions are tried again at once. */
const pacing = { pause: async () => {}, random: () => 0, now: () => performance.now() };
const options = { gateway, pacing, paymentTimeout: () => 20_000 };
let table: EmbeddedTable;
let output: CapturedOutput;
let stopCrashing: () => void;
beforeAll(async () => {
  table = await startEmbeddedTable();
  Object.assign(process.env, table.environment);
  output = captureOutput();
  stopCrashing = startCrashing();
});
afterAll(async () => {
  stopCrashing();
  output.stop();
  await table.stop();
});

const STOCK = 6;
const SEEDED_CENTS = 700;
const crash: fc.Arbitrary<Crash | undefined> = fc.option(fc.record({ call: fc.nat(6), done: fc.boolean() }), {
  nil: undefined,
  freq: 1,
});
const target = fc.constantFrom(...ORDER_STATUSES.slice(1));
/** Each is done by one process, or by several at once. */
const common = { crash, twins: fc.integer({ min: 1, max: 3 }) };
const sending = { ...common, who: fc.nat(1), key: fc.nat(2) };
const command = fc.oneof(
  fc.record({ type: fc.constant('deposit' as const), ...sending, amountCents: fc.constantFrom<number[]>(100, 400) }),
  fc.record({
    ...{ type: fc.constant('buy' as const), ...sending, product: fc.nat(1) },
    quantity: fc.integer({ min: 1, max: 3 }),
    method: fc.constantFrom<PaymentMethod[]>('card', 'wallet', 'wallet', 'invoice'),
  }),
  fc.record({ type: fc.constant('cancel' as const), ...common, order: fc.nat(7) }),
  fc.record({
    ...{ type: fc.constant('move' as const), ...common, order: fc.nat(7) },
    /** Where each of the processes wants to move it. */
    to: fc.tuple(target, target, target),
  }),
);
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;
type Request = Extract<Command, { readonly key: number }>;

type World = { readonly users: readonly string[]; readonly products: readonly string[] };

/** A world in which both users have some credit and some orders. */
async function newWorld(): Promise<World> {
  gateway.forget();
  output.clear();
  const ids = [newId('usr', NOON), newId('usr', NOON)];
  for (const id of ids) {
    const about = { email: `${id}@mail.example`, name: '', role: 'customer', createdAt: NOON } as const;
    await users()
      .create({ id, ...about })
      .go();
  }
  const world = { users: ids, products: [await storeProduct(STOCK, 300), await storeProduct(STOCK, 450)] };
  for (const who of [0, 1]) {
    const seed = { who, key: -1, crash: undefined, twins: 1 };
    await send(world, -1, { type: 'deposit', ...seed, amountCents: SEEDED_CENTS });
    const method = who === 0 ? 'wallet' : 'card';
    await send(world, -1, { type: 'buy', ...seed, product: who, quantity: 1, method });
  }
  return world;
}

async function ordersIn({ users }: World): Promise<Order[]> {
  const pages = await Promise.all(users.map((userId) => orders().query.byUser({ userId }).go({ pages: 'all' })));
  return pages.flatMap(({ data }) => data);
}

/** One request of a customer. */
async function send(world: World, step: number, request: Request): Promise<void> {
  const now = NOON + step * 1_000;
  const userId = world.users[request.who] ?? '';
  const sent = { userId, key: `${request.type}-${request.key}`, now, line: openLine('checkout', now) };
  if (request.type === 'deposit') {
    await deposit(
      { ...sent, body: { amountCents: request.amountCents, payment: { ...CARD, method: 'card' } } },
      options,
    );
    return;
  }
  const { product, quantity, method } = request;
  const lines = [{ productId: world.products[product] ?? '', quantity }];
  const { data: cart } = await carts().get({ owner: userId }).go({ consistent: true });
  await carts()
    .put({ owner: userId, version: (cart?.version ?? 0) + 1, lines })
    .go();
  await placeOrder({ ...sent, body: CheckoutRequest.parse(BODIES[method]) }, options);
}

async function handle(
  world: World,
  step: number,
  command: Command,
  known: readonly Order[],
  twin: number,
): Promise<void> {
  if ('key' in command) return send(world, step, command);
  const order = known[command.order % known.length];
  if (!order) throw new Error('There is no order.');
  const now = NOON + step * 1_000;
  if (command.type === 'cancel') await cancelOrder({ userId: order.userId, orderId: order.id, now }, options);
  else await moveOrderWithPayment(order, command.to[twin] ?? 'cancelled', { now, actor: 'admin', pacing }, gateway);
}

/** A refusal is an answer; anything else that is thrown is a fault. */
async function refused(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
  });
}

/** Runs a command, in as many processes as it says, against the orders that there were before it. */
function run(world: World, step: number, command: Command, known: readonly Order[]): Promise<unknown> {
  const { crash, twins } = command;
  const processes = Array.from({ length: twins }, (_, twin) =>
    refused(crashing(twin === 0 ? crash : undefined, () => handle(world, step, command, known, twin))),
  );
  return Promise.all(processes);
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

/** However often a key was sent, it has made one thing at most; another one was there before. */
function checkKeys(type: Request['type'], who: number, sent: readonly Request[], made: number): void {
  const keys = sent.filter((request) => request.type === type && request.who === who).map(({ key }) => key);
  expect(made).toBeLessThanOrEqual(new Set(keys).size + 1);
}

async function checkLaws(world: World, sent: readonly Request[]): Promise<void> {
  const all = await ordersIn(world);
  const accounts = await Promise.all(world.users.map(accountOf));
  for (const [who, account] of accounts.entries()) {
    const own = all.filter(({ userId }) => userId === account.userId);
    checkWallet(account);
    for (const order of own) checkMoney(order, account);
    checkKeys('buy', who, sent, own.length);
    checkKeys('deposit', who, sent, account.ledger.filter(({ movement }) => movement === 'deposit').length);
  }
  await Promise.all([...all.map(checkHistory), ...world.products.map((id) => checkStock(id, all))]);
}

test('whatever happens at once, again, or half: ledgers sum to balances, orders go their way once, stock is kept', async () => {
  const batches = fc.array(fc.array(command, { minLength: 1, maxLength: 4 }), { minLength: 3, maxLength: 7 });
  await fc.assert(
    fc.asyncProperty(batches, async (plan) => {
      const world = await newWorld();
      const sent = plan.flat().filter((each): each is Request => 'key' in each);
      for (const [step, commands] of plan.entries()) {
        const known = await ordersIn(world);
        await Promise.all(commands.map((command) => run(world, step, command, known)));
      }
      await checkLaws(world, sent);
      for (const request of sent) await refused(send(world, plan.length, request));
      await checkLaws(world, sent);
    }),
    { numRuns: 7, interruptAfterTimeLimit: 20_000 },
  );
});
