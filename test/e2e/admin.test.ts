import type { Browser, Page } from 'playwright-core';
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

/** The administrator at a page of the administration. */
async function atWork(address: string) {
  const opened = await open();
  await step.signIn(opened.page, site.admin);
  await opened.page.goto(address);
  return opened;
}

/** A customer's order, placed in a browser of their own. */
async function order(place: (page: Page) => Promise<void>): Promise<{ id: string; email: string }> {
  const { page, context } = await open();
  const { email } = await step.register(page);
  await step.addToCart(page);
  await page.goto('/checkout');
  await step.fillAddress(page);
  await place(page);
  await step.heading(page, /Thank you/);
  const id = shownOrder(page);
  await context.close();
  return { id, email };
}

const onInvoice = async (page: Page) => {
  await step.chooseMethod(page, 'Invoice');
  await step.payButton(page).click();
};

const confirm = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name }).click();

describe('a product', () => {
  test('is made, found, edited, restocked and deleted', async () => {
    const { page, context, complaints } = await atWork('/admin/products/new');
    await page.getByLabel('Name').fill('Willow basket');
    await page.getByLabel('Category').fill('Garden');
    await page.getByLabel('Price in €').fill('24,50');
    await page.getByLabel('In stock').fill('3');
    await page.getByRole('button', { name: 'Make the product' }).click();
    await step.heading(page, 'Product');
    await page.getByText('3 in stock').waitFor();
    await page.getByLabel('Cost in €').fill('10');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('status').getByText('The product is saved.').waitFor();
    await page.getByLabel('Number').fill('-5');
    await page.getByRole('button', { name: 'Change the stock' }).click();
    await page.getByText('There are only 3 to take away from.').waitFor();
    await page.getByLabel('Number').fill('9');
    await page.getByRole('button', { name: 'Change the stock' }).click();
    await page.getByRole('status').getByText('There are 12 in stock now.').waitFor();

    await page.getByRole('link', { name: 'All products' }).click();
    await page.getByLabel('Words in name').fill('willow');
    await page.getByRole('button', { name: 'Find', exact: true }).click();
    const row = page.getByRole('row').filter({ hasText: 'Willow basket' });
    await row.getByText('59.2%').waitFor();
    await row.getByRole('link').click();
    await page.getByRole('button', { name: 'Delete this product' }).click();
    await confirm(page, 'Delete it for good');
    await step.heading(page, 'Products');
    await page.goto('/admin/products?search=willow');
    await page.getByText('No product has all these words.').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('that somebody else has edited meanwhile keeps their changes and one’s own', async () => {
    const id = await keeper.sell({ name: 'Copper can', priceCents: 1000, stock: 5 });
    const { page, context } = await atWork(`/admin/products/${id}`);
    await page.getByLabel('Name').fill('Copper watering can');
    await keeper.price(id, 1250);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('alert').getByText('Price is “12.50” now.').waitFor();
    await page.getByRole('button', { name: 'Go on with my changes' }).click();
    expect(await page.getByLabel('Price in €').inputValue()).toBe('12.50');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('status').getByText('The product is saved.').waitFor();
    await page.goto(`/products/${id}`);
    await step.heading(page, 'Copper watering can');
    await page.getByText('€12.50').first().waitFor();
    await context.close();
  });

  test('gets a picture, which is looked into before, and loses it again', async () => {
    const id = await keeper.sell({ name: 'Oak tray', priceCents: 3000, stock: 5 });
    const { page, context, complaints } = await atWork(`/admin/products/${id}`);
    const file = page.getByLabel('Another picture');
    await file.setInputFiles({ name: 'a.gif', mimeType: 'image/gif', buffer: Buffer.from('GIF89a') });
    await page.getByText('Choose a PNG, JPEG or WebP picture.').waitFor();
    await file.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.alloc(300_000) });
    await page.getByText('at most 256 KiB are taken').waitFor();
    await file.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
    await page.getByText('cannot be opened as a picture').waitFor();
    const picture = await page.locator('.card img.picture').screenshot({ type: 'png' });
    await file.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: picture });
    await page.getByRole('img', { name: 'The picture that is chosen' }).waitFor();
    await page.getByRole('button', { name: 'Upload it' }).click();
    await page.getByText('Uploaded.', { exact: true }).waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'file');
    await page.getByRole('button', { name: 'Remove the picture' }).click();
    await confirm(page, 'Remove it');
    await page.getByText('Drawn, as none is uploaded.').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});

test('an item that is sold while somebody corrects it is not overwritten unknowingly', async () => {
  const id = await keeper.sell({ name: 'Ash broom', priceCents: 1800, stock: 20 });
  const { page, context } = await atWork(`/admin/items/${id}`);
  await page.getByLabel('Quantity').fill('19');
  await keeper.stock(id, -2);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('18 of them').waitFor();
  await page.getByLabel('Quantity').fill('17');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('status').getByText('The item is saved.').waitFor();
  await page.goto('/admin/items?search=broom');
  await page.getByRole('row').filter({ hasText: 'Ash broom' }).getByText('17').waitFor();
  await context.close();
});

describe('an order', () => {
  test('is found by its number, marked as paid and refunded, but only by a second word', async () => {
    const { id } = await order(onInvoice);
    const { page, context, complaints } = await atWork('/admin/orders');
    await page.getByLabel('Order or customer').fill(id);
    await page.keyboard.press('Enter');
    await page.getByRole('row').nth(1).getByText('Awaiting payment').waitFor();
    await page.getByRole('row').nth(1).getByRole('link').first().click();
    await page.getByRole('button', { name: 'Mark as paid' }).click();
    await confirm(page, 'Mark as paid');
    await page.getByText('by an administrator').waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    // What is paid is shipped at once, and a refund at that very moment would be refused: the order has changed meanwhile.
    const isShipped = async () => {
      await page.reload();
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page.getByRole('listitem').filter({ hasText: 'Shipped' }).count();
    };
    await expect.poll(isShipped, { timeout: 30_000 }).toBeGreaterThan(0);
    const refund = page.getByRole('button', { name: /^Refund$/ });
    await refund.press('Enter');
    await page.getByRole('dialog').getByText('are added to the customer’s store credit').waitFor();
    await page.keyboard.press('Escape');
    await refund.click();
    await confirm(page, 'Refund');
    await page.getByRole('listitem').filter({ hasText: 'Refunded' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Move it on' }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('that a rule has held is approved, or rejected after a question', async () => {
    const foreign = (page: Page) => step.buy(page, 'is from Britain');
    const first = await order(foreign);
    const second = await order(foreign);
    const { page, context } = await atWork('/admin/reviews');
    const review = ({ id }: { id: string }) =>
      page.getByRole('listitem').filter({ has: page.locator(`a[href="/admin/orders/${id}"]`) });
    await review(first).getByText('Foreign card').waitFor();
    await review(first).getByRole('button', { name: 'Approve' }).click();
    await review(first).waitFor({ state: 'detached' });
    await review(second).getByRole('button', { name: 'Reject' }).click();
    await confirm(page, 'Reject the order');
    await review(second).waitFor({ state: 'detached' });
    await page.goto(`/admin/orders/${second.id}`);
    await page.getByRole('listitem').filter({ hasText: 'Cancelled' }).waitFor();
    await page.goto('/admin/audit');
    await page.getByText('Approved an order').waitFor();
    await page.getByText('Rejected an order').waitFor();
    await context.close();
  });
});

test('a user is found by address, locked, let in again and made a viewer, who sees the figures and nobody’s data', async () => {
  const viewer = await open();
  const account = await step.register(viewer.page);
  const { page, context } = await atWork('/admin/users');
  await page.getByLabel('E-mail address').fill(account.email);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Show all' }).waitFor();
  await page.getByRole('link', { name: account.email }).click();
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await confirm(page, 'Lock it');
  await page.getByText('They cannot sign in.').waitFor();
  await viewer.page.goto('/orders');
  await step.heading(viewer.page, 'Sign in');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await confirm(page, 'Unlock it');
  await page.getByText('They can sign in.').waitFor();
  await page.getByLabel('Role').selectOption('viewer');
  await page.getByRole('button', { name: 'Change the role' }).click();
  await confirm(page, 'Change the role');
  await page.getByRole('definition').filter({ hasText: 'Viewer' }).waitFor();
  await context.close();

  await step.signIn(viewer.page, account);
  await step.accountMenu(viewer.page).click();
  await viewer.page.getByRole('link', { name: 'Administration' }).click();
  await step.heading(viewer.page, 'Overview');
  const sections = viewer.page.getByRole('navigation', { name: 'Administration' }).getByRole('link');
  expect(await sections.allTextContents()).toEqual(['Overview', 'Jobs']);
  await sections.filter({ hasText: 'Jobs' }).click();
  await viewer.page.getByRole('heading', { name: 'Sales roll-up' }).waitFor();
  await viewer.page.goto('/admin/orders');
  await step.heading(viewer.page, 'Not for this account');
  await viewer.context.close();
});

test('an administrator is told why nobody can lock themself out', async () => {
  const { page, context } = await atWork('/admin/users');
  await page.getByRole('link', { name: site.admin.email }).click();
  await page.getByText('This is your own account').waitFor();
  expect(await page.getByRole('button', { name: 'Lock' }).count()).toBe(0);
  await context.close();
});
