import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { products } from '../../../functions/lib/entities/product.ts';
import { users } from '../../../functions/lib/entities/user.ts';
import { handler } from '../../../functions/setup/handler.ts';
import { SAMPLE_PRODUCTS } from '../../../functions/setup/sample-products.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';
import { lambdaContext } from '../../support/http-event.ts';

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

test('set up again, even for another admin, changes nothing', async () => {
  expect(await setup('other@shop.example')).toEqual({ products: 0 });
});

test('the sample catalogue has at least 24 different products in at least 4 categories', () => {
  expect(new Set(SAMPLE_PRODUCTS.map(({ name }) => name)).size).toBeGreaterThanOrEqual(24);
  expect(new Set(SAMPLE_PRODUCTS.map(({ category }) => category)).size).toBeGreaterThanOrEqual(4);
  for (const { priceCents, stock } of SAMPLE_PRODUCTS) expect([priceCents, stock].every(Number.isInteger)).toBe(true);
});
