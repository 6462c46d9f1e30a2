import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createUser, emailHash } from '../../../functions/lib/create-user.ts';
import { auditEntries } from '../../../functions/lib/entities/audit-entry.ts';
import { credentials } from '../../../functions/lib/entities/credential.ts';
import { milestones } from '../../../functions/lib/entities/milestone.ts';
import { products } from '../../../functions/lib/entities/product.ts';
import { sessions } from '../../../functions/lib/entities/session.ts';
import { users } from '../../../functions/lib/entities/user.ts';
import { checkPassword, hashPassword } from '../../../functions/lib/password.ts';
import { handler } from '../../../functions/setup/handler.ts';
import { SAMPLE_PRODUCTS } from '../../../functions/setup/sample-products.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';
import { lambdaContext } from '../../support/http-event.ts';
import { startTestSession } from '../../support/sign-in.ts';

let table: EmbeddedTable;
let output: CapturedOutput;
beforeAll(async () => {
  table = await startEmbeddedTable();
  Object.assign(process.env, table.environment);
});
beforeEach(() => {
  output = captureOutput();
});
afterEach(() => output.stop());
afterAll(() => table.stop());

const setup = (adminEmail: unknown) => handler({ adminEmail }, lambdaContext());
const count = async () => (await products().query.byName({ catalogue: 'all' }).go({ pages: 'all' })).data.length;

test.each([undefined, 'nobody', 7])(
  'the address %s is an error that says what to do, and makes nothing',
  async (email) => {
    await expect(setup(email)).rejects.toThrow(/adminEmail/);
    expect(await count()).toBe(0);
  },
);

test('set up many times at once, an empty table gets one catalogue and one admin, whose password is told once and never logged', async () => {
  const results = await Promise.all([1, 2, 3].map(() => setup('Admin@Shop.example')));
  expect(results.reduce((sum, { products }) => sum + products, 0)).toBe(SAMPLE_PRODUCTS.length);
  expect(await count()).toBe(SAMPLE_PRODUCTS.length);
  const admins = results.flatMap(({ admin }) => admin ?? []);
  expect(admins).toEqual([{ email: 'admin@shop.example', password: expect.stringMatching(/^[\w-]{24}$/) }]);
  expect((await users().scan.go()).data).toMatchObject([{ role: 'admin', email: 'admin@shop.example' }]);
  expect(output.text()).not.toContain(admins[0]?.password);
  expect(output.text()).not.toContain('shop.example');
});

test('the audit log tells of the first admin', async () => {
  const { data } = await auditEntries().scan.go({ pages: 'all' });
  const [admin] = (await users().scan.go()).data;
  expect(data).toMatchObject([{ actor: 'operator', action: 'user.create-admin', target: admin?.id }]);
});

test('set up again, even for another admin, changes nothing', async () => {
  expect(await setup('other@shop.example')).toEqual({ products: 0 });
});

test('asked for the catalogue alone, it makes that once, and no admin', async () => {
  const seed = () => handler({ catalogue: 'sample' }, lambdaContext());
  expect(await seed()).toEqual({ products: 0 });
  await milestones().delete({ name: 'sample-catalogue' }).go();
  expect(await seed()).toEqual({ products: SAMPLE_PRODUCTS.length });
});

test('the sample catalogue has at least 24 different products in at least 4 categories', () => {
  expect(new Set(SAMPLE_PRODUCTS.map(({ name }) => name)).size).toBeGreaterThanOrEqual(24);
  expect(new Set(SAMPLE_PRODUCTS.map(({ category }) => category)).size).toBeGreaterThanOrEqual(4);
  for (const { priceCents, stock } of SAMPLE_PRODUCTS) expect([priceCents, stock].every(Number.isInteger)).toBe(true);
});

describe('asked for an admin', () => {
  const NOW = Date.UTC(2026, 5, 1, 12);
  let addresses = 0;
  const address = () => `operator-${++addresses}@shop.example`;
  const ask = (email: unknown) => handler({ admin: { email }, time: new Date(NOW).toISOString() }, lambdaContext());
  const hash = () => hashPassword('correct horse battery');
  const userOf = async (email: string) =>
    (await users().scan.go({ pages: 'all' })).data.find((user) => user.email === email);
  const audited = async (target: string | undefined) =>
    (await auditEntries().query.byMonth({ month: '2026-06' }).go({ pages: 'all' })).data.filter(
      (entry) => entry.target === target,
    );

  async function customer(): Promise<{ email: string; userId: string }> {
    const email = address();
    const made = await createUser({ email, name: 'Ida', role: 'customer', passwordHash: await hash() }, NOW);
    if ('refusal' in made) throw new Error(made.refusal);
    return { email, userId: made.userId };
  }

  test('it makes one, whose password is told once, works, and is never logged; the audit log tells of it', async () => {
    const email = address();
    const { outcome, admin, products } = await ask(email.toUpperCase());
    expect({ outcome, email: admin?.email, products }).toEqual({ outcome: 'created', email, products: 0 });
    const { data } = await credentials()
      .get({ emailHash: emailHash(email) })
      .go();
    expect(await checkPassword(String(admin?.password), data?.passwordHash)).toBe(true);
    expect(output.text()).not.toContain(admin?.password);
    expect(output.text()).not.toContain('shop.example');
    const user = await userOf(email);
    expect(user?.role).toBe('admin');
    expect(await audited(user?.id)).toMatchObject([{ actor: 'operator', action: 'user.create-admin', at: NOW }]);
    expect(await ask(email)).toEqual({ products: 0, outcome: 'unchanged' });
  });

  test('of many at once for one address one makes it', async () => {
    const email = address();
    const results = await Promise.all([1, 2, 3].map(() => ask(email)));
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['created', 'unchanged', 'unchanged']);
    expect(results.filter(({ admin }) => admin)).toHaveLength(1);
  });

  test('a customer becomes one, keeps the password, and is signed out everywhere; the audit log tells of it', async () => {
    const { email, userId } = await customer();
    await startTestSession(userId);
    expect(await ask(email)).toEqual({ products: 0, outcome: 'promoted' });
    expect(await userOf(email)).toMatchObject({ role: 'admin', name: 'Ida', sessionEpoch: 1 });
    expect((await sessions().query.byToken({ userId }).go()).data).toEqual([]);
    expect(await audited(userId)).toMatchObject([
      { actor: 'operator', action: 'user.role', details: '{"role":{"from":"customer","to":"admin"}}' },
    ]);
  });

  test('many at once promote a customer once', async () => {
    const { email, userId } = await customer();
    const results = await Promise.all([1, 2, 3].map(() => ask(email)));
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['promoted', 'unchanged', 'unchanged']);
    expect(await audited(userId)).toHaveLength(1);
  });

  test.each([
    ['locked', { locked: true }, /unlock it first/],
    ['being deleted', { closing: 'del_1' }, /being deleted/],
  ])('a customer who is %s stays one, and the operator is told why', async (_, change, reason) => {
    const { email, userId } = await customer();
    await users().patch({ id: userId }).set(change).go();
    await expect(ask(email)).rejects.toThrow(reason);
    expect(await userOf(email)).toMatchObject({ role: 'customer', ...change });
    expect(await audited(userId)).toEqual([]);
  });

  test.each([undefined, '', 'nobody', 7])('for the address %s it says what to do', async (email) => {
    await expect(ask(email)).rejects.toThrow(/"admin": \{"email"/);
  });
});
