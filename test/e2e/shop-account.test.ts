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

describe('the account page', () => {
  test('changes the name that the shop calls one by', async () => {
    const { page, context } = await open();
    await step.register(page);
    await page.goto('/account');
    await page.getByLabel('Name').fill('');
    await page.getByRole('button', { name: 'Save name' }).click();
    await page.getByText('Enter your name.').waitFor();
    await page.getByLabel('Name').fill('Robin Renamed');
    await page.getByRole('button', { name: 'Save name' }).click();
    await page.getByRole('status').getByText('Your name is saved.').waitFor();
    await step.accountMenu(page).getByText('Robin Renamed').waitFor();
    await page.reload();
    await step.accountMenu(page).getByText('Robin Renamed').waitFor();
    await context.close();
  });

  test('changes the password, ends the other sessions, and only then lets the new one in', async () => {
    const { page, context } = await open();
    const account = await step.register(page);
    const elsewhere = await open();
    await step.signIn(elsewhere.page, account);
    await page.goto('/account');
    await page.getByLabel('Present password').fill('not my password');
    await page.getByLabel('New password').fill('another long pass phrase');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('This is not your password.').waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'currentPassword');
    await page.getByLabel('Present password').fill(account.password);
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByRole('status').getByText('Your password is changed').waitFor();
    expect(await page.getByLabel('New password').inputValue()).toBe('');

    await elsewhere.page.goto('/orders');
    await step.heading(elsewhere.page, 'Sign in');
    await step.signIn(elsewhere.page, { ...account, password: 'another long pass phrase' });
    await elsewhere.context.close();
    await context.close();
  });

  test('signs out everywhere after asking', async () => {
    const { page, context } = await open();
    const account = await step.register(page);
    const elsewhere = await open();
    await step.signIn(elsewhere.page, account);
    await page.goto('/account');
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
    await step.heading(page, 'Sign in');
    await elsewhere.page.goto('/account');
    await step.heading(elsewhere.page, 'Sign in');
    await elsewhere.context.close();
    await context.close();
  });

  test('deletes nothing while there are open orders, and says which', async () => {
    const { page, context } = await open();
    await step.readyToPay(page);
    await step.buy(page);
    await page.goto('/account');
    await page.getByText('They have to be delivered or cancelled first').waitFor();
    expect(await page.getByRole('button', { name: 'Delete my account' }).count()).toBe(0);
    await context.close();
  });

  test('deletes the account with what is left of the store credit, once that is given up and asked for twice', async () => {
    const { page, context } = await open();
    const account = await step.register(page);
    await step.deposit(page, '7');
    await page.goto('/account');
    await page.getByText('Your store credit of €7.00 is lost.').waitFor();
    const remove = page.getByRole('button', { name: 'Delete my account' });
    await remove.click();
    await page.getByText('Spend your store credit first').waitFor();
    await page.getByLabel('I give up my store credit of €7.00.').check();
    await page.getByLabel('Your password').fill('not my password');
    await remove.click();
    const dialog = page.getByRole('dialog', { name: 'Delete your account for good?' });
    await dialog.getByRole('button', { name: 'Delete my account' }).click();
    await page.getByText('This is not your password.').waitFor();
    await page.getByLabel('Your password').fill(account.password);
    await remove.click();
    await dialog.getByRole('button', { name: 'Delete my account' }).click();
    await step.heading(page, 'Your account is deleted');
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByLabel('E-mail').fill(account.email);
    await page.getByLabel('Password').fill(account.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').getByText('The e-mail address or the password is wrong.').waitFor();
    await context.close();
  });

  test('leads only administrators to the administration', async () => {
    const customer = await open();
    await step.register(customer.page);
    await step.accountMenu(customer.page).click();
    await customer.page.getByRole('link', { name: 'My wallet' }).waitFor();
    expect(await customer.page.getByRole('link', { name: 'Administration' }).count()).toBe(0);
    await customer.page.goto('/admin');
    await step.heading(customer.page, 'Not for this account');
    await customer.context.close();

    const admin = await open();
    await step.signIn(admin.page, site.admin);
    await step.accountMenu(admin.page).click();
    await admin.page.getByRole('link', { name: 'Administration' }).click();
    await admin.page.waitForURL('**/admin');
    await admin.context.close();
  });
});
