import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, visit } from './support/browser.ts';
import { openSite, type Site } from './support/site.ts';
import * as step from './support/steps.ts';

let site: Site;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

const open = (options = {}) => visit(browser, site.url, options);

describe('the catalogue', () => {
  test('searches as one types, keeps the words in the address, and goes back to what was there', async () => {
    const { page, context } = await open();
    const wanted = await step.product(page);
    await page.goto('/');
    await page.locator('.product-card a').first().waitFor();
    await page.getByLabel('Search products').pressSequentially(wanted.name);
    await step.heading(page, `Results for “${wanted.name}”`);
    await page.getByRole('link', { name: wanted.name }).waitFor();
    expect(new URL(page.url()).searchParams.get('search')).toBe(wanted.name);

    await page.reload();
    await page.getByRole('link', { name: wanted.name }).waitFor();
    expect(await page.getByLabel('Search products').inputValue()).toBe(wanted.name);

    await page.getByRole('link', { name: wanted.name }).click();
    await step.heading(page, wanted.name);
    await page.goBack();
    await step.heading(page, `Results for “${wanted.name}”`);
    await context.close();
  });

  test('says so when nothing is found, and leads back to everything', async () => {
    const { page, context } = await open();
    await page.goto('/?search=qqqqqqqq');
    await page.getByRole('heading', { name: 'Nothing found' }).waitFor();
    await page.getByRole('link', { name: 'See everything' }).click();
    await page.locator('.product-card a').first().waitFor();
    await context.close();
  });

  test('shows one category at a time', async () => {
    const { page, context } = await open();
    const { category } = await step.product(page);
    await page.goto('/');
    await page.getByRole('navigation', { name: 'Categories' }).getByRole('link', { name: category }).click();
    await step.heading(page, category);
    await page.locator('.results[data-stale="false"]').waitFor();
    const shown = await page.locator('.product-card-category').allTextContents();
    expect(new Set(shown)).toEqual(new Set([category]));
    await context.close();
  });

  test('shows more products on demand, each once, until there are no more', async () => {
    const { page, context } = await open();
    const answer = await page.request.get('/api/products?limit=100');
    const { products } = (await answer.json()) as { products: { name: string }[] };
    await page.goto('/');
    const cards = page.locator('.product-card a');
    await cards.first().waitFor();
    const more = page.getByRole('button', { name: 'Show more products' });
    for (let shown = await cards.count(); await more.isVisible(); shown = await cards.count()) {
      await more.click();
      await cards.nth(shown).waitFor();
    }
    expect((await cards.allTextContents()).toSorted()).toEqual(products.map(({ name }) => name).toSorted());
    await context.close();
  });

  test('is where the visitor left it after going back from a product', async () => {
    const { page, context } = await open({ viewport: { width: 400, height: 700 } });
    await page.goto('/');
    const card = page.locator('.product-card a').nth(8);
    await card.scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => scrollY);
    expect(before).toBeGreaterThan(300);
    await card.click();
    await page.locator('.product-buy').waitFor();
    await page.goBack();
    await page.locator('.product-card a').nth(8).waitFor();
    await page.waitForFunction((top) => Math.abs(scrollY - top) < 50, before);
    await context.close();
  });
});

describe('the cart', () => {
  test('keeps what a guest puts in, changes quantities, removes, and says so aloud', async () => {
    const { page, context } = await open();
    const chosen = await step.addToCart(page);
    const spoken = page.locator('[aria-live="polite"][aria-atomic="true"]');
    expect(await spoken.textContent()).toContain(chosen.name);

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
    expect(await spoken.textContent()).toContain('removed');
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
});

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
    const tabTo = async (name: string | RegExp, role: 'link' | 'button' | 'textbox' | 'combobox') => {
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
    await tabTo(/pays/, 'button');
    await press('Enter');
    await tabTo('Card number', 'textbox');
    await press('Enter');
    await step.heading(page, /Thank you/);
    await context.close();
  });
});

describe('an account', () => {
  test('is refused with the wrong password, without saying which of the two was wrong', async () => {
    const { page, context } = await open();
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill('nobody@example.com');
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').getByText('The e-mail address or the password is wrong.').waitFor();
    await context.close();
  });

  test('that could not be signed out says so where one can see it, and can be tried again', async () => {
    const { page, context } = await open();
    await step.register(page);
    await page.route('**/api/auth/logout', (route) => route.abort('connectionreset'));
    await step.accountMenu(page).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'You are still signed in' });
    await alert.waitFor({ state: 'visible' });
    await page.unroute('**/api/auth/logout');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    await context.close();
  });

  test('cannot be opened twice with one address', async () => {
    const { page, context } = await open();
    const { email } = await step.register(page);
    await context.clearCookies();
    await page.evaluate(() => localStorage.clear());
    await page.goto('/register');
    await page.getByLabel('Name').fill('Robin Sample');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill('another pass phrase');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('alert').getByText('There is an account already').waitFor();
    await context.close();
  });

  test('leads back after signing in, but never to another site', async () => {
    const { page, context } = await open();
    const account = await step.register(page);
    await step.accountMenu(page).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    await page.goto(`/sign-in?return=${encodeURIComponent('//evil.example/')}`);
    await page.getByLabel('E-mail').fill(account.email);
    await page.getByLabel('Password').fill(account.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await step.heading(page, 'Everything in the shop');
    expect(new URL(page.url()).origin).toBe(new URL(site.url).origin);
    await context.close();
  });

  test('that ended elsewhere is asked to sign in again, and comes back to the same page', async () => {
    const { page, context } = await open();
    const account = await step.register(page);
    await context.clearCookies();
    await page.goto('/orders');
    await step.heading(page, 'Sign in');
    await page.getByLabel('E-mail').fill(account.email);
    await page.getByLabel('Password').fill(account.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await step.heading(page, 'My orders');
    await page.getByText('No orders yet').waitFor();
    await context.close();
  });

  test('of a customer shows no console, that of an administrator does', async () => {
    const customer = await open();
    await step.register(customer.page);
    expect(await customer.page.getByRole('link', { name: 'Console' }).count()).toBe(0);
    await customer.page.goto('/ops');
    await step.heading(customer.page, 'Not for this account');
    await customer.context.close();

    const admin = await open();
    await step.signIn(admin.page, site.admin);
    await admin.page.getByRole('link', { name: 'Console' }).click();
    await admin.page.waitForURL('**/ops');
    await admin.context.close();
  });
});

describe('every page', () => {
  test('has a title of its own and starts at its heading when it was reached by a link', async () => {
    const { page, context } = await open();
    const chosen = await step.product(page);
    await page.goto('/');
    await page.getByRole('link', { name: chosen.name }).click();
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(chosen.name);
    expect(await page.title()).toBe(`${chosen.name} · SmallCart`);
    await page.getByRole('contentinfo').getByRole('link', { name: 'My orders' }).click();
    await page.waitForFunction(() => document.title.startsWith('Sign in'));
    await page.waitForFunction(() => document.activeElement?.textContent === 'Sign in');
    await context.close();
  });

  test('keeps the chosen theme from the first paint on', async () => {
    const { page, context } = await open({ colorScheme: 'light' });
    await page.goto('/');
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await paper();
    await page.getByRole('button', { name: 'Switch to dark theme' }).click();
    const dark = await paper();
    expect(dark).not.toBe(light);
    // The module that draws the page never arrives: what is painted comes from HTML, CSS and the theme script alone.
    await page.route('**/assets/*.js', (route) => route.abort());
    await page.goto('/cart');
    expect(await paper()).toBe(dark);
    await context.close();
  });

  test('works where the browser refuses to store anything', async () => {
    const { page, context, complaints } = await open({ colorScheme: 'light' });
    await context.addInitScript(() => {
      const refuse = () => {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      };
      Object.defineProperty(window, 'localStorage', { get: refuse });
      Object.defineProperty(window, 'sessionStorage', { get: refuse });
    });
    await page.goto('/');
    await page.locator('.product-card a').first().waitFor();
    await page.getByRole('button', { name: 'Switch to dark theme' }).click();
    await page.getByRole('button', { name: 'Switch to light theme' }).waitFor();
    await step.readyToPay(page);
    await step.chooseCard(page, 'pays');
    await step.payButton(page).click();
    await step.heading(page, /Thank you/);
    // Nothing here remembers who signed in, so the server is asked: whoever it knows not is answered with 401.
    expect(complaints.filter((complaint) => !complaint.includes('401'))).toEqual([]);
    await context.close();
  });

  test('that does not exist says so', async () => {
    const { page, context } = await open();
    for (const path of ['/nowhere', '/products/prd_nothing']) {
      await page.goto(path);
      await step.heading(page, 'There is nothing here');
    }
    await context.close();
  });

  test('that could not be loaded says why, names the request, and can be tried again', async () => {
    const { page, context } = await open();
    const problem = { type: 'about:blank', title: 'Broken', status: 500, detail: 'It broke.', requestId: 'req-e2e' };
    await page.route('**/api/products?*', (route) => route.fulfill({ status: 500, json: problem }));
    await page.goto('/');
    const alert = page.getByRole('alert');
    await alert.getByText('Something went wrong on our side').waitFor();
    await alert.getByText('req-e2e').waitFor();
    await page.unroute('**/api/products?*');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.product-card a').first().waitFor();
    await context.close();
  });

  test('says when the network is gone, and when it is back', async () => {
    const { page, context } = await open();
    await page.goto('/');
    await page.locator('.product-card a').first().waitFor();
    await context.setOffline(true);
    const banner = page.getByText('You are offline.');
    await banner.waitFor();
    await page.getByRole('contentinfo').getByRole('link', { name: 'My orders' }).click();
    await page.getByText('This page could not be loaded.').waitFor();
    await context.setOffline(false);
    await banner.waitFor({ state: 'detached' });
    await context.close();
  });

  test('sends one correlation id through the whole visit', async () => {
    const { page, context } = await open();
    const ids = new Set<string | undefined>();
    page.on('request', (request) => {
      if (new URL(request.url()).pathname.startsWith('/api/') && request.resourceType() === 'fetch') {
        ids.add(request.headers()['x-correlation-id']);
      }
    });
    await page.goto('/');
    await page.locator('.product-card a').first().waitFor();
    await page.goto('/cart');
    await page.getByText('Your cart is empty').waitFor();
    expect([...ids]).toEqual([expect.stringMatching(/^[\w-]{36}$/)]);
    await context.close();
  });
});
