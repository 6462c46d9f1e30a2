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

describe('every page', () => {
  test('has a title of its own and starts at its heading when it was reached by a link', async () => {
    const { page, context } = await open();
    const chosen = await step.product(page);
    await page.goto('/');
    await page.getByRole('link', { name: chosen.name }).click();
    const isAtHeading = (name: string) =>
      document.activeElement?.tagName === 'H1' && document.activeElement.textContent === name;
    await page.waitForFunction(isAtHeading, chosen.name);
    await page.waitForFunction((title) => document.title === title, `${chosen.name} · SmallCart`);
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
