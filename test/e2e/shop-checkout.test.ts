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

describe('buying', () => {
  test('leads a guest through registration with the cart kept, past a declined card, to an order that gets shipped', async () => {
    const { page, context, complaints } = await open();
    const chosen = await step.addToCart(page);
    await page.getByRole('link', { name: 'Go to the cart' }).click();
    await page.getByRole('link', { name: 'Check out' }).click();
    await step.heading(page, 'Sign in');
    await page.getByRole('link', { name: 'Create an account' }).click();
    await step.heading(page, 'Create an account');
    await page.getByLabel('Name').fill('Robin Sample');
    await page.getByLabel('E-mail').fill(`shopper-${crypto.randomUUID()}@example.com`);
    await page.getByLabel('Password').fill('a long pass phrase');
    await page.getByRole('button', { name: 'Create account' }).click();

    await step.heading(page, 'Checkout');
    await page.getByRole('main').getByText(chosen.name).first().waitFor();
    await step.fillAddress(page);
    await step.chooseCard(page, 'is declined');
    await step.payButton(page).click();
    await page.getByRole('alert').getByText('You were not charged').waitFor();
    expect(await step.orderCount(page)).toBe(0);

    await step.chooseCard(page, 'pays');
    await step.payButton(page).click();
    await step.heading(page, /Thank you/);
    await page.getByRole('main').getByText(chosen.name).first().waitFor();
    await page.getByText('Status: shipped').waitFor({ state: 'attached' });
    await page.getByRole('link', { name: /Cart 0 items/ }).waitFor();

    await page.getByRole('link', { name: 'All my orders' }).click();
    await step.heading(page, 'My orders');
    await page.getByRole('link', { name: chosen.name }).click();
    await step.heading(page, 'Your order');
    expect(complaints.filter((complaint) => !complaint.includes('402'))).toEqual([]);
    await context.close();
  });

  test('never takes a confirmed order away when a look at its progress fails, and goes on looking', async () => {
    const { page, context } = await open();
    await step.readyToPay(page);
    await step.chooseCard(page, 'pays');
    let looks = 0;
    await page.route('**/api/orders/*', async (route) => {
      if (looks++ > 0) return route.fulfill({ status: 502, body: 'Bad gateway' });
      const answer = await route.fetch();
      const { order } = (await answer.json()) as { order: Record<string, unknown> };
      return route.fulfill({ response: answer, json: { order: { ...order, status: 'paid', shippedAt: undefined } } });
    });
    await step.payButton(page).click();
    const notice = page.getByText('This could not be brought up to date');
    await notice.waitFor();
    await step.heading(page, /Thank you/);
    await page.getByText('Status: paid').waitFor({ state: 'attached' });
    await page.unroute('**/api/orders/*');
    await page.getByText('Status: shipped').waitFor({ state: 'attached' });
    await notice.waitFor({ state: 'detached' });
    expect(looks).toBeGreaterThan(1);
    await context.close();
  });

  test('orders once for a double click', async () => {
    const { page, context } = await open();
    await step.readyToPay(page);
    await step.chooseCard(page, 'pays');
    await step.payButton(page).dblclick();
    await step.heading(page, /Thank you/);
    expect(await step.orderCount(page)).toBe(1);
    await context.close();
  });

  test('orders once when the answer is lost and the shopper tries again', async () => {
    const { page, context } = await open();
    await step.readyToPay(page);
    await step.chooseCard(page, 'pays');
    const keys: (string | undefined)[] = [];
    await page.route('**/api/checkout', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      const answer = await route.fetch();
      await (keys.length === 1 ? route.abort('connectionreset') : route.fulfill({ response: answer }));
    });
    await step.payButton(page).click();
    await page.getByRole('alert').getByText('not placed a second time').waitFor();
    await step.payButton(page).click();
    await step.heading(page, /Thank you/);
    expect(keys).toHaveLength(2);
    expect(keys[1]).toBe(keys[0]);
    expect(await step.orderCount(page)).toBe(1);
    await context.close();
  });

  test('explains a payment that timed out, and lets the shopper try again', async () => {
    const { page, context } = await open();
    await step.readyToPay(page);
    await step.chooseCard(page, 'times out');
    await step.payButton(page).click();
    const alert = page.getByRole('alert');
    await alert.getByText('The payment took too long').waitFor();
    await alert.getByText('You were not charged. Please try again.').waitFor();
    await step.chooseCard(page, 'pays');
    await step.payButton(page).click();
    await step.heading(page, /Thank you/);
    expect(await step.orderCount(page)).toBe(1);
    await context.close();
  });

  test('marks what is missing, says what to do, and starts at the first such field', async () => {
    const { page, context } = await open();
    await step.register(page);
    await step.addToCart(page);
    await page.goto('/checkout');
    await step.payButton(page).click();
    const street = page.getByLabel('Street and number');
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'shipping.street');
    expect(await street.getAttribute('aria-invalid')).toBe('true');
    const note = (await street.getAttribute('aria-describedby')) ?? '';
    expect(await page.locator(`[id="${note}"]`).textContent()).toBe('Enter street and house number.');
    await context.close();
  });

  test('works with the keyboard alone', async () => {
    const { page, context } = await open();
    await step.register(page);
    const chosen = await step.product(page);
    const press = (...keys: string[]) =>
      keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
    const tabTo = async (name: string | RegExp, role: 'link' | 'button' | 'textbox' | 'combobox' | 'radio') => {
      const target = page.getByRole(role, { name, exact: typeof name === 'string' }).first();
      await target.waitFor();
      for (let tabs = 0; tabs < 80; tabs++) {
        if (await target.evaluate((element) => element === document.activeElement)) return;
        await press('Tab');
      }
      throw new Error(`Tab never reached ${role} ${name}`);
    };
    await page.goto('/');
    await press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
    await press('Enter');
    await page.locator('.product-card a').first().waitFor();
    await tabTo(chosen.name, 'link');
    await press('Enter');
    await step.heading(page, chosen.name);
    await tabTo('Add to cart', 'button');
    await press('Enter');
    await tabTo('Go to the cart', 'link');
    await press('Enter');
    await tabTo('Check out', 'link');
    await press('Enter');
    await step.heading(page, 'Checkout');
    for (const [label, text] of [
      ['Street and number', '1 Sample Street'],
      ['Postcode', '12345'],
      ['Town or city', 'Sampleton'],
    ] as const) {
      await tabTo(label, 'textbox');
      await page.keyboard.type(text);
    }
    await tabTo('Country', 'combobox');
    await page.keyboard.type('Neth');
    await tabTo('Card', 'radio');
    await press('ArrowDown', 'ArrowDown');
    expect(await page.getByRole('radio', { name: 'Invoice' }).isChecked()).toBe(true);
    await press('ArrowUp', 'ArrowUp');
    await tabTo(/pays/, 'button');
    await press('Enter');
    await tabTo('Card number', 'textbox');
    await press('Enter');
    await step.heading(page, /Thank you/);
    await context.close();
  });

  test('with store credit says whether there is enough, takes it, and lists it', async () => {
    const { page, context } = await open();
    await step.register(page);
    const id = await keeper.sell({ name: 'Zinc lamp', priceCents: 2500, stock: 9 });
    await step.putInCart(page, id);
    await page.goto('/checkout');
    await step.fillAddress(page);
    await step.chooseMethod(page, 'Store credit');
    await page.getByText('You have €0.00; €25.00 are missing.').waitFor();
    await step.payButton(page).click();
    await page.getByText('Your store credit is not enough. Deposit some first').waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute('value') === 'wallet');

    await page.getByRole('link', { name: 'Deposit store credit' }).click();
    await step.heading(page, 'My wallet');
    await page.getByLabel('Amount').fill('30');
    await step.chooseCard(page, 'pays');
    await page.getByRole('button', { name: 'Deposit' }).click();
    await page.getByRole('status').getByText('€30.00 deposited. Your balance is €30.00.').waitFor();
    await page.goBack();
    await step.heading(page, 'Checkout');
    expect(await page.getByLabel('Street and number').inputValue()).toBe('1 Sample Street');
    await step.chooseMethod(page, 'Store credit');
    await page.getByText('You have €30.00; that is enough.').waitFor();
    await page.getByRole('button', { name: 'Pay €25.00 with store credit' }).click();
    await step.heading(page, /Thank you/);
    await page.getByText('Total, paid with store credit').waitFor();

    await page.goto('/wallet');
    const movements = page.getByRole('table', { name: 'Movements of your store credit, newest first' });
    await movements.waitFor();
    expect(await movements.locator('tbody .table-end').allTextContents()).toEqual(['-€25.00', '+€30.00']);
    expect(await page.locator('.wallet-balance').textContent()).toBe('€5.00');
    await context.close();
  });

  test('on invoice says what to transfer until when, and that too much cannot be', async () => {
    const { page, context } = await open();
    await step.register(page);
    await step.putInCart(page, await keeper.sell({ name: 'Zinc sofa', priceCents: 60_000, stock: 9 }));
    await page.goto('/checkout');
    await step.fillAddress(page);
    await step.chooseMethod(page, 'Invoice');
    await step.payButton(page).click();
    await page.getByRole('alert').getByText('Paying by invoice was declined').waitFor();
    expect(await step.orderCount(page)).toBe(0);

    await page.goto('/cart');
    await page.getByRole('button', { name: 'Remove Zinc sofa' }).click();
    await page.getByText('Your cart is empty').waitFor();
    await step.addToCart(page);
    await page.goto('/checkout');
    await step.fillAddress(page);
    await step.chooseMethod(page, 'Invoice');
    await step.payButton(page).click();
    await step.heading(page, /Thank you/);
    const invoice = page.getByRole('region', { name: 'Your invoice' });
    await invoice.getByText('Due by').waitFor();
    await invoice.getByText(shownOrder(page)).waitFor();
    await page.getByText('Awaiting payment', { exact: true }).waitFor();
    await context.close();
  });

  test('never charges another total than the one that was shown', async () => {
    const { page, context } = await open();
    await step.register(page);
    const id = await keeper.sell({ name: 'Zinc clock', priceCents: 2000, stock: 9 });
    await step.putInCart(page, id);
    await page.goto('/checkout');
    await step.fillAddress(page);
    await step.chooseCard(page, 'pays');
    await keeper.price(id, 2300);
    await step.payButton(page).click();
    const alert = page.getByRole('alert');
    await alert.getByText('The total has changed').waitFor();
    await alert.getByText('It is €23.00 now. You were not charged.').waitFor();
    expect(await step.orderCount(page)).toBe(0);
    await page.getByRole('button', { name: 'Pay €23.00' }).click();
    await step.heading(page, /Thank you/);
    await context.close();
  });

  test('of what is gone meanwhile is refused with what is left', async () => {
    const { page, context } = await open();
    await step.register(page);
    const id = await keeper.sell({ name: 'Zinc vase', priceCents: 2000, stock: 1 });
    await step.putInCart(page, id);
    await page.goto('/checkout');
    await step.fillAddress(page);
    await step.chooseCard(page, 'pays');
    await keeper.stock(id, -1);
    await step.payButton(page).click();
    await page.getByRole('alert').getByText('The shelf changed meanwhile').waitFor();
    await page.getByRole('alert').getByRole('link', { name: 'Go to the cart' }).click();
    await page.getByText('Sold out. Please remove it to check out.').waitFor();
    await context.close();
  });

  test('that is too large is not taken, and nothing is said of the rules', async () => {
    const { page, context } = await open();
    await step.register(page);
    await step.putInCart(page, await keeper.sell({ name: 'Zinc piano', priceCents: 600_000, stock: 9 }));
    await page.goto('/checkout');
    await step.fillAddress(page);
    await step.chooseCard(page, 'pays');
    await step.payButton(page).click();
    const alert = page.getByRole('alert');
    await alert.getByText('We cannot take this order online').waitFor();
    expect(await alert.textContent()).not.toMatch(/fraud|rule|limit/i);
    expect(await step.orderCount(page)).toBe(0);
    await context.close();
  });

  test('that is tried too often has to wait, and says how long', async () => {
    const { page, context } = await open();
    await step.readyToPay(page);
    await step.chooseCard(page, 'is declined');
    let body = '';
    page.on('request', (request) => {
      if (request.url().endsWith('/api/checkout')) body = request.postData() ?? body;
    });
    await step.payButton(page).click();
    await page.getByRole('alert').getByText('Your card was declined').waitFor();
    const refusal = await page.evaluate(async (request) => {
      for (;;) {
        const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
        const answer = await fetch('/api/checkout', { method: 'POST', headers, body: request });
        if (answer.status === 402) continue;
        return { status: answer.status, wait: answer.headers.get('retry-after'), body: await answer.text() };
      }
    }, body);
    expect(refusal).toMatchObject({ status: 429, wait: expect.stringMatching(/^\d+$/) });
    // The window of the limit may end between two tries: the same answer again, with a wait that lasts.
    await page.route('**/api/checkout', (route) =>
      route.fulfill({ status: 429, headers: { 'retry-after': '42' }, body: refusal.body }),
    );
    await step.payButton(page).click();
    await page.getByRole('alert').getByText('wait, and try again in 42 seconds').waitFor();
    const button = page.getByRole('button', { name: /Try again in \d+ s/ });
    await button.waitFor();
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    await context.close();
  });
});
