import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, visit } from './support/browser.ts';
import { hireShopkeeper, type Shopkeeper } from './support/shopkeeper.ts';
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

const open = (options = {}) => visit(browser, site.url, options);

describe('the cart', () => {
  test('keeps what a guest puts in, changes quantities, removes, and says so aloud', async () => {
    const { page, context } = await open();
    const chosen = await step.addToCart(page);
    const spoken = page.locator('[aria-live="polite"][aria-atomic="true"]');
    await spoken.getByText(chosen.name).waitFor({ state: 'attached' });

    await page.reload();
    await page.getByRole('link', { name: /Cart 1 item/ }).click();
    await step.heading(page, 'Your cart');
    await page.getByRole('button', { name: `One more of ${chosen.name}` }).click();
    await page.getByRole('link', { name: /Cart 2 items/ }).waitFor();

    await page.getByLabel(`Quantity of ${chosen.name}`).fill('3');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: /Cart 3 items/ }).waitFor();

    await page.getByRole('button', { name: `Remove ${chosen.name}` }).click();
    await page.getByRole('heading', { name: 'Your cart is empty' }).waitFor();
    await spoken.getByText('removed').waitFor({ state: 'attached' });
    await context.close();
  });

  test('never lets more be wanted than there are', async () => {
    const { page, context } = await open();
    const chosen = await step.addToCart(page);
    await page.goto('/cart');
    await page.getByLabel(`Quantity of ${chosen.name}`).fill('999');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: new RegExp(`Cart ${Math.min(chosen.stock, 999)} items`) }).waitFor();
    await context.close();
  });

  test('stays as it was, and says why, when a change is refused', async () => {
    const { page, context } = await open();
    const chosen = await step.addToCart(page);
    await page.goto('/cart');
    const problem = { type: 'about:blank', title: 'Conflict', status: 409, detail: 'Somebody was faster.' };
    await page.route('**/api/cart/items/*', (route) =>
      route.fulfill({ status: 409, contentType: 'application/problem+json', json: problem }),
    );
    await page.getByRole('button', { name: `One more of ${chosen.name}` }).click();
    await page.getByRole('alert').getByText('Somebody was faster.').waitFor();
    await page.getByRole('link', { name: /Cart 1 item/ }).waitFor();
    await context.close();
  });

  test('announces changed prices, line by line, and lets nobody check out before they are accepted', async () => {
    const { page, context } = await open();
    const id = await keeper.sell({ name: 'Zinc bucket', priceCents: 1000, stock: 9 });
    await step.putInCart(page, id);
    await keeper.price(id, 1250);
    await page.goto('/cart');
    await page.getByText('The price went up from €10.00 to €12.50.').waitFor();
    await page.getByRole('status').getByText('One price has changed').waitFor();
    const spoken = page.locator('[aria-live="polite"][aria-atomic="true"]');
    await spoken.getByText('One price has changed').waitFor({ state: 'attached' });
    expect(await page.getByRole('link', { name: 'Check out' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Accept the new price' }).click();
    await page.getByRole('link', { name: 'Check out' }).waitFor();
    expect(await page.getByText('The price went up').count()).toBe(0);
    await page.waitForFunction(() => document.activeElement?.textContent === 'Your cart');
    await context.close();
  });

  test('announces a price that changes while the cart is being looked at, with the next change of a quantity', async () => {
    const { page, context } = await open();
    const id = await keeper.sell({ name: 'Zinc ladle', priceCents: 1000, stock: 9 });
    await step.putInCart(page, id);
    await page.goto('/cart');
    await page.getByRole('link', { name: 'Check out' }).waitFor();
    await keeper.price(id, 1250);
    await page.getByRole('button', { name: 'One more of Zinc ladle' }).click();
    await page.getByText('The price went up from €10.00 to €12.50.').waitFor();
    await page.getByRole('button', { name: 'One more of Zinc ladle' }).click();
    await page.getByRole('link', { name: /Cart 3 items/ }).waitFor();
    expect(await page.getByRole('link', { name: 'Check out' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Accept the new price' }).click();
    await page.getByRole('link', { name: 'Check out' }).waitFor();
    await context.close();
  });

  test('shows what is left when a change is refused', async () => {
    const { page, context } = await open();
    const id = await keeper.sell({ name: 'Zinc sieve', priceCents: 1000, stock: 9 });
    await step.putInCart(page, id);
    await page.goto('/cart');
    await page.getByRole('link', { name: 'Check out' }).waitFor();
    await keeper.stock(id, -9);
    await page.getByRole('button', { name: 'One more of Zinc sieve' }).click();
    await page.getByText('Please change the quantities marked in the list').waitFor();
    await context.close();
  });

  test('marks what is sold out meanwhile, also when the shopper comes back to its tab', async () => {
    const { page, context } = await open();
    const id = await keeper.sell({ name: 'Zinc tray', priceCents: 1000, stock: 2 });
    await step.putInCart(page, id);
    await page.goto('/cart');
    await page.getByRole('link', { name: 'Check out' }).waitFor();
    await keeper.stock(id, -2);
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.getByText('Sold out. Please remove it to check out.').waitFor();
    expect(await page.getByRole('link', { name: 'Check out' }).count()).toBe(0);
    await context.close();
  });

  test('is told by the product page that the last one has gone, with the stock of this moment', async () => {
    const { page, context } = await open();
    const id = await keeper.sell({ name: 'Zinc spoon', priceCents: 1000, stock: 1 });
    await page.goto(`/products/${id}`);
    await page.getByText('Only 1 left').waitFor();
    await keeper.stock(id, -1);
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByText('This product is sold out at the moment.').waitFor();
    await context.close();
  });
});
