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

beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
  keeper = await hireShopkeeper(site);
});

afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

/** By how many px the page's table is wider than its place. */
const hiddenColumns = (page: Page): Promise<number> =>
  page.locator('.table-scroll').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);

/** Every page and state of the shop, in the order a shopper with something in the cart meets them. */
const STATES: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  catalogue: async (page) => {
    await page.goto('/');
    await page.locator('.product-card a').first().waitFor();
  },
  filtered: async (page) => {
    await page.goto('/?min=5&stock=yes&sort=price');
    await page.locator('.product-card a').first().waitFor();
    const fold = page.getByRole('button', { name: 'Filter and sort' });
    if (await fold.isVisible()) await fold.click();
    await page.getByLabel('Highest price in euros').fill('much');
    await page.keyboard.press('Enter');
    await page.getByText('Enter prices such as').waitFor();
  },
  'nothing found': async (page) => {
    await page.goto('/?search=qqqqqqqq');
    await page.getByText('Nothing found').waitFor();
  },
  'empty cart': async (page) => {
    await page.goto('/cart');
    await page.getByText('Your cart is empty').waitFor();
  },
  'not found': async (page) => {
    await page.goto('/nowhere');
    await step.heading(page, 'There is nothing here');
  },
  'sign in': async (page) => {
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('Enter your password.').waitFor();
  },
  register: (page) => step.register(page),
  product: (page) => step.addToCart(page),
  cart: async (page) => {
    await page.goto('/cart');
    await page.getByRole('link', { name: 'Check out' }).waitFor();
  },
  'cart with another price': async (page) => {
    const id = await keeper.sell({ name: 'Zinc bucket', priceCents: 1000, stock: 9 });
    await step.putInCart(page, id);
    await keeper.price(id, 1250);
    await page.goto('/cart');
    await page.getByText('The price went up').waitFor();
    await page.getByRole('button', { name: 'Accept the new price' }).click();
    await page.getByRole('link', { name: 'Check out' }).waitFor();
  },
  'empty wallet, with mistakes': async (page) => {
    await page.goto('/wallet');
    await page.getByText('Nothing yet').waitFor();
    await page.getByRole('button', { name: 'Deposit' }).click();
    await page.getByText('Enter an amount').waitFor();
  },
  'store credit that is not enough': async (page) => {
    await page.goto('/checkout');
    await step.chooseMethod(page, 'Store credit');
    await page.getByText('are missing').waitFor();
    await step.payButton(page).click();
    await page.getByText('Your store credit is not enough').waitFor();
  },
  'checkout with mistakes': async (page) => {
    await page.goto('/checkout');
    await step.payButton(page).click();
    await page.getByText('Choose a country.').waitFor();
  },
  'declined card': async (page) => {
    await step.fillAddress(page);
    await step.chooseCard(page, 'is declined');
    await step.payButton(page).click();
    await page.getByText('Your card was declined').waitFor();
  },
  order: async (page) => {
    await step.chooseCard(page, 'pays');
    await step.payButton(page).click();
    await step.heading(page, /Thank you/);
  },
  'order on invoice': async (page) => {
    await step.addToCart(page, 1);
    await page.goto('/checkout');
    await step.fillAddress(page);
    await step.chooseMethod(page, 'Invoice');
    await step.payButton(page).click();
    await page.getByText('Due by').waitFor();
    expect(await hiddenColumns(page)).toBe(0);
  },
  'question before an order is cancelled': async (page) => {
    await page.getByRole('button', { name: 'Cancel this order' }).click();
    await page.getByRole('dialog').waitFor();
  },
  'cancelled order': async (page) => {
    await page.getByRole('button', { name: 'Cancel the order' }).click();
    await page.getByText('This order was cancelled').waitFor();
  },
  'order that is being checked': async (page) => {
    await step.addToCart(page, 1);
    await page.goto('/checkout');
    await step.fillAddress(page);
    await step.buy(page, 'is from Britain');
    await page.getByText('We are checking this order').waitFor();
  },
  'refunded order': async (page) => {
    await keeper.decide(shownOrder(page), 'approve');
    await page.getByText('Status: Shipped').waitFor({ state: 'attached' });
    await keeper.move(shownOrder(page), 'refunded');
    await page.reload();
    await page.getByText('This order was refunded').waitFor();
  },
  wallet: async (page) => {
    await step.deposit(page, '500');
    await page.getByRole('link', { name: 'Given back for an order' }).waitFor();
  },
  account: async (page) => {
    await page.goto('/account');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('Enter your password.').or(page.getByText('Use at least')).first().waitFor();
    await page.getByText('is lost').waitFor();
  },
  'my orders': async (page) => {
    await page.goto('/orders');
    await page.locator('.order-row').first().waitFor();
  },
  'account menu': async (page) => {
    await step.accountMenu(page).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
  },
};

const LOOKS = [
  { width: 360, colorScheme: 'light' },
  { width: 360, colorScheme: 'dark' },
  { width: 1440, colorScheme: 'dark' },
  { width: 1440, colorScheme: 'light' },
] as const;

test('every page of the shop is accessible and fits, in every state, in light and dark, narrow and wide', async () => {
  const { page, context } = await visit(browser, site.url, {
    viewport: { width: 360, height: 800 },
    reducedMotion: 'reduce',
  });
  const found: Record<string, string[]> = {};
  for (const [name, reach] of Object.entries(STATES)) {
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
});
