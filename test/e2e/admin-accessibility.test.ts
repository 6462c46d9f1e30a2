import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from './support/accessibility.ts';
import { launchBrowser, visit } from './support/browser.ts';
import { hireShopkeeper, type Shopkeeper, shownOrder } from './support/shopkeeper.ts';
import { openSite, type Site } from './support/site.ts';
import * as step from './support/steps.ts';

let site: Site;
let browser: Browser;
let keeper: Shopkeeper;
let orderId: string;

/** A customer's order that waits for a review. */
async function placeHeldOrder(): Promise<string> {
  const { page, context } = await visit(browser, site.url);
  await step.readyToPay(page);
  await step.buy(page, 'is from Britain');
  const id = shownOrder(page);
  await context.close();
  return id;
}

beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
  keeper = await hireShopkeeper(site);
  orderId = await placeHeldOrder();
});

afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

type States = Readonly<Record<string, (page: Page) => Promise<unknown>>>;

/** Pages and states, in the order in which one admin comes by. */
const ORDERS: States = {
  overview: async (page) => {
    await page.goto('/admin');
    await page.getByRole('heading', { name: 'Sales' }).waitFor();
    await page.getByRole('button', { name: 'Orders as a table' }).click();
  },
  orders: async (page) => {
    await page.goto('/admin/orders');
    await page.getByRole('cell', { name: 'Being checked' }).waitFor();
  },
  'orders that are looked for wrongly': async (page) => {
    await page.getByLabel('Order or customer').fill('nobody');
    await page.getByRole('button', { name: 'Find', exact: true }).click();
    await page.getByText('Enter a whole order number').waitFor();
  },
  'no orders found': async (page) => {
    await page.goto('/admin/orders?status=refunded');
    await page.getByText('There is no order like that.').waitFor();
  },
  'held order': async (page) => {
    await page.goto(`/admin/orders/${orderId}`);
    await page.getByText('Held for review').waitFor();
  },
};

const DECISIONS: States = {
  reviews: async (page) => {
    await page.goto('/admin/reviews');
    await page.getByText('Foreign card').waitFor();
  },
  'question before an order is rejected': async (page) => {
    await page.getByRole('button', { name: 'Reject' }).click();
    await page.getByRole('dialog').waitFor();
  },
  'no reviews': async (page) => {
    await keeper.decide(orderId, 'approve');
    await page.goto('/admin/reviews');
    await page.getByText('Nothing to decide').waitFor();
  },
  'order that can be moved on': async (page) => {
    await page.goto(`/admin/orders/${orderId}`);
    await page.getByRole('button', { name: 'Refund' }).waitFor();
  },
  'order that there is none of': async (page) => {
    await page.goto('/admin/orders/ord_nothing');
    await page.getByText('Not found').waitFor();
  },
};

const GOODS: States = {
  products: async (page) => {
    await page.goto('/admin/products');
    await page.locator('.product-cell').first().waitFor();
  },
  product: async (page) => {
    await page.locator('.product-cell a').first().click();
    await page.getByRole('button', { name: 'Change the stock' }).click();
    await page.getByText('Enter a whole number such as').waitFor();
  },
  'new product with mistakes': async (page) => {
    await page.goto('/admin/products/new');
    await page.getByRole('button', { name: 'Make the product' }).click();
    await page.getByText('Enter a name.').waitFor();
  },
  inventory: async (page) => {
    await page.goto('/admin/items');
    await page.locator('.cell-text').first().waitFor();
  },
  item: async (page) => {
    await page.locator('.cell-text').first().click();
    await page.getByLabel('Quantity').waitFor();
  },
};

const PEOPLE: States = {
  users: async (page) => {
    await page.goto('/admin/users');
    await page.getByRole('link', { name: /@example.com/ }).waitFor();
  },
  user: async (page) => {
    await page.getByRole('link', { name: /@example.com/ }).click();
    await page.getByLabel('Role').selectOption('viewer');
    await page.getByRole('button', { name: 'Change the role' }).waitFor();
  },
  jobs: async (page) => {
    await page.goto('/admin/jobs');
    await page.getByRole('heading', { name: 'Sales roll-up' }).waitFor();
  },
  'audit log': async (page) => {
    await page.goto('/admin/audit');
    await page.getByText('Approved an order').waitFor();
  },
  'nothing here': async (page) => {
    await page.goto('/admin/nowhere');
    await step.heading(page, 'Nothing here');
  },
};

const LOOKS = [
  { width: 360, colorScheme: 'light' },
  { width: 360, colorScheme: 'dark' },
  { width: 1440, colorScheme: 'dark' },
  { width: 1440, colorScheme: 'light' },
] as const;

test.each([
  ['the figures and the orders', ORDERS],
  ['the decisions about orders', DECISIONS],
  ['the goods', GOODS],
  ['the users and what was done', PEOPLE],
])(
  'every page about %s is accessible and fits, in every state, in light and dark, narrow and wide',
  async (_of, states) => {
    const { page, context } = await visit(browser, site.url, {
      viewport: { width: 360, height: 800 },
      reducedMotion: 'reduce',
    });
    await step.signIn(page, site.admin);
    const found: Record<string, string[]> = {};
    for (const [name, reach] of Object.entries(states)) {
      await page.setViewportSize({ width: 360, height: 800 });
      await reach(page);
      for (const { width, colorScheme } of LOOKS) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme });
        const list = await faults(page);
        if (list.length > 0) found[`${name} at ${width} px, ${colorScheme}`] = list;
      }
    }
    expect(found).toEqual({});
    await context.close();
  },
);
