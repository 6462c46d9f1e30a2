import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

const open = (options = {}) => visit(browser, site.url, options);

describe('an order', () => {
  test('is tracked from the payment to the door, by itself, and refunded to the store credit', async () => {
    const { page, context, complaints } = await open();
    await step.readyToPay(page);
    await step.buy(page);
    const stations = page.getByRole('region', { name: 'Progress' }).getByRole('listitem');
    await stations.filter({ hasText: 'Shipped (done)' }).waitFor();
    await page.getByText('Parcel').waitFor();
    expect(await page.getByRole('button', { name: 'Cancel this order' }).count()).toBe(0);
    await keeper.move(shownOrder(page), 'delivered');
    await stations.filter({ hasText: 'Delivered (done)' }).waitFor();
    await keeper.move(shownOrder(page), 'refunded');
    await page.reload();
    await stations.filter({ hasText: 'Refunded (done)' }).waitFor();
    const total = await page.locator('.order-total .number').textContent();
    await page.getByText(`${total} were added to your store credit.`).waitFor();
    await page.getByRole('link', { name: 'See my wallet' }).click();
    await step.heading(page, 'My wallet');
    await page.getByRole('link', { name: 'Given back for an order' }).waitFor();
    expect(await page.locator('.wallet-balance').textContent()).toBe(total);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('on invoice can be cancelled, but only by a second word, which a keyboard can take back', async () => {
    const { page, context } = await open();
    await step.readyToPay(page);
    await step.chooseMethod(page, 'Invoice');
    await step.payButton(page).click();
    await step.heading(page, /Thank you/);
    const cancel = page.getByRole('button', { name: 'Cancel this order' });
    await cancel.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Cancel this order?' });
    await dialog.getByText('Then there is nothing to pay.').waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === 'Keep the order');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.textContent === 'Cancel this order');

    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Cancel the order' }).click();
    await page.getByText('This order was cancelled').waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    expect(await page.getByRole('region', { name: 'Your invoice' }).count()).toBe(0);
    await page.getByRole('link', { name: 'All my orders' }).click();
    await page.locator('.order-row').getByText('Cancelled').waitFor();
    await context.close();
  });

  test('that was shipped while its owner thought about cancelling says so, and shows it', async () => {
    const { page, context } = await open();
    await step.readyToPay(page);
    await step.chooseMethod(page, 'Invoice');
    await step.payButton(page).click();
    await step.heading(page, /Thank you/);
    await page.getByRole('button', { name: 'Cancel this order' }).click();
    await keeper.move(shownOrder(page), 'paid');
    await page.getByText('Status: Shipped').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Cancel the order' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('This order is shipped already').waitFor();
    await dialog.getByRole('button', { name: 'Keep the order' }).click();
    await dialog.waitFor({ state: 'detached' });
    await context.close();
  });

  test('that rules hold says that it is being checked, and goes on when it is approved', async () => {
    const { page, context } = await open();
    await step.readyToPay(page);
    await step.buy(page, 'is from Britain');
    await page.getByText('We are checking this order').waitFor();
    await page.goto('/orders');
    await page.locator('.order-row').getByText('Being checked').waitFor();
    await page.locator('.order-row a').click();
    await step.heading(page, 'Your order');
    await keeper.decide(shownOrder(page), 'approve');
    await page.getByText('Status: Shipped').waitFor({ state: 'attached' });
    expect(await page.getByText('We are checking this order').count()).toBe(0);
    await context.close();
  });

  test('of somebody else does not exist', async () => {
    const owner = await open();
    await step.readyToPay(owner.page);
    await step.buy(owner.page);
    const other = await open();
    await step.register(other.page);
    await other.page.goto(`/orders/${shownOrder(owner.page)}`);
    await step.heading(other.page, 'There is nothing here');
    await owner.context.close();
    await other.context.close();
  });
});

describe('the wallet', () => {
  test('refuses amounts and cards that will not do, and is filled once for a double click', async () => {
    const { page, context } = await open();
    await step.register(page);
    await page.goto('/wallet');
    await page.getByText('Nothing yet').waitFor();
    const deposit = page.getByRole('button', { name: 'Deposit' });
    await page.getByLabel('Amount').fill('12.50');
    await step.chooseCard(page, 'pays');
    await deposit.dblclick();
    await page.getByRole('status').getByText('€12.50 deposited.').waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === 'Deposit');
    await page.getByLabel('Amount').fill('5000');
    await deposit.click();
    await page.getByText('Enter an amount from 1 to 1,000').waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'amountCents');
    await page.getByLabel('Amount').fill('5');
    await step.chooseCard(page, 'is declined');
    await deposit.click();
    await page.getByRole('alert').getByText('Your card was declined').waitFor();
    await page.getByRole('table').getByText('+€12.50').waitFor();
    expect(await page.locator('.wallet-balance').textContent()).toBe('€12.50');
    await context.close();
  });

  test('is filled once when the answer is lost and the deposit is tried again', async () => {
    const { page, context } = await open();
    await step.register(page);
    await page.goto('/wallet');
    let tries = 0;
    await page.route('**/api/wallet/deposits', async (route) => {
      const answer = await route.fetch();
      await (++tries === 1 ? route.abort('connectionreset') : route.fulfill({ response: answer }));
    });
    await page.getByLabel('Amount').fill('10');
    await step.chooseCard(page, 'pays');
    await page.getByRole('button', { name: 'Deposit' }).click();
    await page.getByRole('alert').getByText('is not made a second time').waitFor();
    await page.getByRole('button', { name: 'Deposit' }).click();
    await page.getByRole('status').getByText('Your balance is €10.00.').waitFor();
    expect(tries).toBe(2);
    await context.close();
  });

  test('lists its movements page by page', async () => {
    const { page, context } = await open();
    await step.register(page);
    const page1 = Array.from({ length: 20 }, (_, index) => ({
      id: `led_${index}`,
      at: '2026-11-21T09:00:00.000Z',
      movement: 'deposit',
      amountCents: 100,
      reference: 'r',
    }));
    await page.route('**/api/wallet/ledger?*', (route) => {
      const cursor = new URL(route.request().url()).searchParams.get('cursor');
      if (cursor === null) return route.fulfill({ json: { entries: page1, nextCursor: 'led_19' } });
      return route.fulfill({ json: { entries: [{ ...page1[0], id: 'led_20', movement: 'spend' }], nextCursor: null } });
    });
    await page.goto('/wallet');
    const rows = page.locator('tbody tr');
    await page.getByRole('button', { name: 'Show older movements' }).click();
    await rows.nth(20).waitFor();
    expect(await rows.count()).toBe(21);
    expect(await page.getByRole('button', { name: 'Show older movements' }).count()).toBe(0);
    await context.close();
  });
});
