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
    // Where the page is at the very moment of leaving: what still loads may move it until then.
    await page.evaluate(() =>
      addEventListener('click', () => sessionStorage.setItem('left at', String(scrollY)), { capture: true }),
    );
    await card.click();
    await page.locator('.product-buy').waitFor();
    await page.goBack();
    await page.locator('.product-card a').nth(8).waitFor();
    const left = await page.evaluate(() => Number(sessionStorage.getItem('left at')));
    expect(left).toBeGreaterThan(300);
    await page.waitForFunction((top) => Math.abs(scrollY - top) < 50, left);
    await context.close();
  });

  test('filters and sorts by its address, which can be shared and gone back through, and keeps the focus', async () => {
    const { page, context } = await open();
    const prices = async () => {
      await page.locator('.results[data-stale="false"]').waitFor();
      const texts = await page.locator('.product-card-foot .number').allTextContents();
      return texts.map((text) => Number(text.replace(/[^\d.]/g, '')));
    };
    await page.goto('/');
    await page.locator('.product-card a').first().waitFor();
    await page.getByLabel('Sort by').focus();
    await page.getByLabel('Sort by').selectOption('Price, highest first');
    await page.waitForURL(/sort=-price/);
    const sorted = await prices();
    expect(sorted).toEqual(sorted.toSorted((a, b) => b - a));
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT');

    await page.getByLabel('Lowest price in euros').fill('10');
    await page.getByLabel('Highest price in euros').fill('20,50');
    await page.keyboard.press('Enter');
    await page.waitForURL(/max=20\.50/);
    const between = await prices();
    expect(between.length).toBeGreaterThan(0);
    expect(between.every((price) => price >= 10 && price <= 20.5)).toBe(true);

    await page.getByLabel('In stock only').check();
    await page.waitForURL(/stock=yes/);
    await page.locator('.results[data-stale="false"]').waitFor();
    const shared = page.url();
    const listed = await page.locator('.product-card h2').allTextContents();
    const other = await open();
    await other.page.goto(shared);
    await other.page.locator('.product-card a').first().waitFor();
    expect(await other.page.locator('.product-card h2').allTextContents()).toEqual(listed);
    expect(await other.page.getByLabel('Lowest price in euros').inputValue()).toBe('10');
    await other.context.close();

    await page.goBack();
    await page.waitForFunction(() => !document.querySelector<HTMLInputElement>('[type=checkbox]')?.checked);
    await page.goForward();
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('[type=checkbox]')?.checked);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.waitForURL((url) => url.search === '?sort=-price');
    await context.close();
  });

  test('says that prices were mistyped, and what to do when no product fits', async () => {
    const { page, context } = await open();
    await page.goto('/');
    const lowest = page.getByLabel('Lowest price in euros');
    await lowest.fill('cheap');
    await page.keyboard.press('Enter');
    await page.getByText('Enter prices such as 5 or 12.50.').waitFor();
    expect(await lowest.getAttribute('aria-invalid')).toBe('true');
    await lowest.fill('90000');
    await page.keyboard.press('Enter');
    await page.getByText('No product fits these filters.').waitFor();
    await page.getByRole('link', { name: 'Search without filters' }).click();
    await page.locator('.product-card a').first().waitFor();
    await context.close();
  });

  test('counts what it found, and a shared address shows as much as it did', async () => {
    const { page, context } = await open();
    await page.goto('/');
    await page.locator('.product-card a').first().waitFor();
    const head = page.locator('.catalogue-head');
    const total = Number(/12 of (\d+) products/.exec((await head.textContent()) ?? '')?.[1]);
    await page.getByRole('button', { name: 'Show more products' }).click();
    await head.getByText(`24 of ${total} products`).waitFor();
    await page.waitForFunction(() => document.activeElement?.closest('.product-card') !== null);
    const thirteenth = page.locator('.product-card a').nth(12);
    expect(await thirteenth.evaluate((link) => link === document.activeElement)).toBe(true);
    await page.reload();
    await head.getByText(`24 of ${total} products`).waitFor();
    expect(await page.locator('.product-card').count()).toBe(24);
    await context.close();
  });
});
