import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LedgerView } from '../../../functions/checkout/wallet-of.ts';
import { users } from '../../../functions/lib/entities/user.ts';
import { HIGHEST_BALANCE } from '../../../functions/lib/wallet/wallet-actions.ts';
import { type EmbeddedShop, type ShopAnswer, startEmbeddedShop } from '../../support/embedded-shop.ts';
import { NOON } from '../../support/http-event.ts';
import { metricValues } from '../../support/metric-values.ts';
import { signInAs } from '../../support/sign-in.ts';
import { CARD, creditOf, deposit as give, recordingGateway } from './checkout-shop.ts';

type Deposited = ShopAnswer<{ entry: LedgerView; balanceCents: number; type?: string; depositableCents?: number }>;
type Page = { entries: LedgerView[]; nextCursor: string | null };

const gateway = recordingGateway();
let paymentTimeout: number;
let shop: EmbeddedShop;
let user: { userId: string; authorization: string };
beforeAll(async () => {
  shop = await startEmbeddedShop(gateway, () => paymentTimeout);
});
beforeEach(async () => {
  gateway.forget();
  paymentTimeout = 20_000;
  user = await signInAs('customer');
  shop.output.clear();
});
afterAll(() => shop.stop());

const signedIn = () => ({ authorization: user.authorization });
const deposit = (amountCents: unknown, key = 'key', card: object = {}): Promise<Deposited> =>
  shop.call('POST', '/api/wallet/deposits', {
    body: { amountCents, payment: { ...CARD, ...card } },
    headers: { ...signedIn(), 'idempotency-key': key },
  });
const wallet = async () => (await shop.call('GET', '/api/wallet', { headers: signedIn() })).body;
const ledger = async (query = '') =>
  (await shop.call<Page>('GET', `/api/wallet/ledger${query}`, { headers: signedIn() })).body;
const NOTHING = { balance: 0, ledger: 0 };

test('who has never had store credit has none', async () => {
  expect(await wallet()).toEqual({ balanceCents: 0, currency: 'EUR' });
  expect(await ledger()).toEqual({ entries: [], nextCursor: null });
});

describe('a deposit', () => {
  test('becomes store credit, with an entry that names the payment, and the card is charged', async () => {
    const { status, body } = await deposit(2_500);
    expect([status, body]).toEqual([
      201,
      {
        entry: {
          id: expect.stringMatching(/^led_/),
          at: '2026-06-01T12:00:00.000Z',
          movement: 'deposit',
          amountCents: 2_500,
          reference: expect.stringMatching(/^pay_/),
        },
        balanceCents: 2_500,
      },
    ]);
    expect(await wallet()).toEqual({ balanceCents: 2_500, currency: 'EUR' });
    expect((await ledger()).entries).toEqual([body.entry]);
    expect([gateway.captured, gateway.voided]).toEqual([[body.entry.id], []]);
  });

  test('is not a payment at checkout, and leaves no card datum in answers or output', async () => {
    const { text } = await deposit(2_500);
    expect([metricValues(shop.output, 'Payments'), metricValues(shop.output, 'CheckoutFailures')]).toEqual([[], []]);
    expect(text + shop.output.text()).not.toMatch(/4242|"123"|12\/30/);
    expect(shop.output.text()).not.toContain(user.userId);
  });

  test('that is repeated, also at the same time, is made once and answered the same', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => deposit(700)));
    answers.push(await deposit(700));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.entry.id}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect(await creditOf(user.userId)).toMatchObject({ balance: 700, ledger: 700 });
    const { id } = answers[0]?.body.entry ?? { id: '' };
    const others = gateway.asked.filter((reference) => reference !== id);
    expect([new Set(gateway.captured), new Set(gateway.voided)]).toEqual([new Set([id]), new Set(others)]);
  });

  test('with the key of another one is a conflict', async () => {
    await deposit(700);
    const { status, body } = await deposit(800);
    expect([status, body.type]).toEqual([409, 'urn:problem:idempotency-key-reused']);
    expect(await wallet()).toMatchObject({ balanceCents: 700 });
  });

  test('whose capture fails is captured by its repetition', async () => {
    gateway.settling = () => Promise.reject(new Error('reset'));
    const { status, body } = await deposit(700);
    expect(status).toBe(201);
    expect(shop.output.logged().map(({ message }) => message)).toContain('A payment could not be captured.');
    gateway.forget();
    await deposit(700);
    expect(gateway.captured).toEqual([body.entry.id]);
  });

  test.each<[string, object, number, string]>([
    ['a card that is declined', { number: '4000 0000 0000 0002' }, 402, 'urn:problem:payment-declined'],
    ['a number with a slip', { number: '4242 4242 4242 4241' }, 400, 'urn:problem:validation'],
    ['a card that has expired', { expiry: '05/26' }, 400, 'urn:problem:validation'],
    ['no card', { method: 'wallet' }, 400, 'urn:problem:validation'],
  ])('by %s is refused', async (_, card, status, type) => {
    const answer = await deposit(700, 'key', card);
    expect([answer.status, answer.body.type]).toEqual([status, type]);
    expect(await creditOf(user.userId)).toMatchObject(NOTHING);
  });

  test('whose payment is never answered is released, and can be made again with the same key', async () => {
    paymentTimeout = 20;
    const answer = await deposit(700, 'key', { number: '4000 0000 0000 0119' });
    expect([answer.status, answer.body.type]).toEqual([504, 'urn:problem:payment-timeout']);
    expect(gateway.voided).toEqual(gateway.asked);
    expect((await deposit(700)).status).toBe(201);
  });

  test('of a provider that breaks is a bad gateway', async () => {
    gateway.before = () => Promise.reject(new Error('reset'));
    expect((await deposit(700)).status).toBe(502);
    expect(await creditOf(user.userId)).toMatchObject(NOTHING);
  });

  test.each([99, 100_001, 500.5, -100, '500', null])('of %j cents is no deposit', async (amountCents) => {
    const { status, body } = await deposit(amountCents);
    expect([status, body]).toEqual([
      400,
      expect.objectContaining({ errors: [expect.objectContaining({ path: 'amountCents' })] }),
    ]);
    expect(gateway.asked).toEqual([]);
  });

  test('without a key is refused', async () => {
    const body = { amountCents: 500, payment: CARD };
    const { status } = await shop.call('POST', '/api/wallet/deposits', { body, headers: signedIn() });
    expect(status).toBe(400);
  });

  test('that would bring more than a wallet holds is refused before the card is asked, and told how much fits', async () => {
    await give(user.userId, HIGHEST_BALANCE - 500);
    const { status, body } = await deposit(501);
    expect([status, body.type, body.depositableCents]).toEqual([409, 'urn:problem:wallet-full', 500]);
    expect(gateway.asked).toEqual([]);
    expect((await deposit(500)).status).toBe(201);
  });

  test('that finds the wallet filled meanwhile is released', async () => {
    gateway.before = () => give(user.userId, HIGHEST_BALANCE);
    const { status, body } = await deposit(500);
    expect([status, body.type]).toEqual([409, 'urn:problem:wallet-full']);
    expect([gateway.voided, gateway.captured]).toEqual([gateway.asked, []]);
  });

  test('into an account that is being deleted is released', async () => {
    gateway.before = () => users().patch({ id: user.userId }).set({ closing: 'del_1' }).go();
    const { status, body } = await deposit(500);
    expect([status, body.type]).toEqual([409, 'urn:problem:account-closing']);
    expect([gateway.voided, gateway.captured]).toEqual([gateway.asked, []]);
    expect(await creditOf(user.userId)).toMatchObject(NOTHING);
  });

  test('is limited with the checkouts, so that nobody tries cards out', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 11; n++) statuses.push((await deposit(500, `key-${n}`, { number: '4000000000000002' })).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 402), 429]);
  });
});

describe('the ledger', () => {
  test('is read newest first, a page at a time, and sums to the balance', async () => {
    for (let n = 1; n <= 5; n++) {
      await shop.call('POST', '/api/wallet/deposits', {
        body: { amountCents: n * 100, payment: CARD },
        headers: { ...signedIn(), 'idempotency-key': `${n}` },
        now: NOON + n,
      });
    }
    const amounts: number[][] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Page = await ledger(`?limit=2${cursor && `&cursor=${cursor}`}`);
      amounts.push(page.entries.map(({ amountCents }) => amountCents));
      cursor = page.nextCursor;
    }
    expect(amounts).toEqual([[500, 400], [300, 200], [100]]);
    expect(await wallet()).toMatchObject({ balanceCents: 1_500 });
  });

  test.each(['?limit=0', '?limit=101', '?limit=x', '?cursor=ord_01ARZ3NDEKTSV4RRFFQ69G5FAV', '?cursor='])(
    'refuses %s',
    async (query) => {
      const { status } = await shop.call('GET', `/api/wallet/ledger${query}`, { headers: signedIn() });
      expect(status).toBe(400);
    },
  );

  test('is nobody else’s', async () => {
    await give(user.userId, 500);
    user = await signInAs('customer');
    expect([await wallet(), await ledger()]).toEqual([
      { balanceCents: 0, currency: 'EUR' },
      { entries: [], nextCursor: null },
    ]);
    expect((await shop.call('GET', '/api/wallet')).status).toBe(401);
  });
});
