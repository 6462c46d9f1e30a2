import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faults } from './support/accessibility.ts';
import { launchBrowser, visit } from './support/browser.ts';
import { openSite, type Site } from './support/site.ts';

let site: Site;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

const search = (page: Page) => page.getByLabel('Find an operation');
/** Lines of operations, open or not; those of schemas are further down. */
const operations = (page: Page) => page.locator('summary:has(.operation-method)');

describe('the API’s document as a page', () => {
  const looks = [360, 1440].flatMap((width) =>
    (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
  );
  test.each(looks)('is accessible and fits, shut and open, at $width px in the $colorScheme theme', async (look) => {
    const { page, context, complaints } = await visit(browser, site.url, {
      viewport: { width: look.width, height: 800 },
      colorScheme: look.colorScheme,
    });
    await page.goto('/docs');
    await operations(page).first().waitFor();
    expect(await faults(page)).toEqual([]);
    for (const id of ['getProducts', 'postCheckout', 'schema-Problem']) {
      await page.locator(`#${id} > summary`).click();
    }
    expect(await faults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('is used by keyboard alone: search, open, and follow a schema', async () => {
    const { page, context, complaints } = await visit(browser, site.url);
    await page.goto('/docs');
    await search(page).focus();
    await page.keyboard.type('GET /api/products a page at a time');
    await page.getByText('1 operation', { exact: true }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const schema = page.locator('#getProducts').getByRole('link', { name: 'ProductPage' });
    await schema.focus();
    await page.keyboard.press('Enter');
    await page.locator('#schema-ProductPage').getByText('How many products match').waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('ProductPage');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('opens at the operation that the address names', async () => {
    const { page, context } = await visit(browser, site.url);
    await page.goto('/docs#postCheckout');
    await page.locator('#postCheckout[open]').waitFor();
    await page.locator('#postCheckout').getByRole('heading', { name: 'Body' }).waitFor();
    await context.close();
  });

  test('leads from every page’s footer to the document itself', async () => {
    const { page, context } = await visit(browser, site.url);
    await page.goto('/');
    await page.getByRole('contentinfo').getByRole('link', { name: 'API' }).click();
    await page.getByRole('link', { name: 'openapi.json' }).click();
    await page.getByText('"openapi":').waitFor();
    await context.close();
  });

  test('says what to do when the document cannot be read', async () => {
    const { page, context } = await visit(browser, site.url);
    await page.route('/openapi.json', (route) => route.abort());
    await page.goto('/docs');
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await page.unroute('/openapi.json');
    await page.getByRole('button', { name: 'Try again' }).click();
    await operations(page).first().waitFor();
    await context.close();
  });
});
