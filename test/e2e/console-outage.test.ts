import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { advance } from '../support/control.ts';
import { registerShopper, type Shopper } from '../support/shopper.ts';
import { type OpenedConsole, openConsole, panel, section } from './support/console.ts';
import { openStillSite } from './support/site.ts';
import * as step from './support/steps.ts';

let opened: OpenedConsole;

beforeAll(async () => {
  opened = await openConsole(openStillSite);
});

afterAll(() => opened?.close());

/** Minutes in which a shopper is not shown their orders, which no cache knows. */
async function failingMinutes(shopper: Shopper, count: number): Promise<void> {
  for (let minute = 0; minute < count; minute += 1) {
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => shopper.call('GET', '/api/orders')));
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503, 503]);
    await advance(opened.site.awsUrl, 'PT1M');
  }
}

const NAME = 'dynamodb-errors';

async function openFault(page: Page): Promise<void> {
  await page.goto('/ops/faults');
  await page.getByLabel('Find a fault or an alarm').fill(NAME);
  await page.locator('.fault summary').first().click();
}

test('a fault is switched on; its alarm leads to its graph, the logs, a trace and the runbook, by clicking alone', async () => {
  const shopper = await registerShopper(opened.site.url, 'shopper@example.com');
  const { page, context, complaints } = await opened.asAdmin();
  await openFault(page);
  await page.getByText('Settings', { exact: true }).click();
  await page.getByLabel('Query', { exact: true }).check();
  await page.getByLabel('For how long').selectOption('1 hour');
  await page.getByRole('button', { name: 'Switch on' }).click();
  await page.getByText(`On: ${NAME}.`).waitFor();
  await failingMinutes(shopper, 4);

  const watch = page.locator('.fault-watch li').filter({ has: page.getByRole('link', { name: 'Table errors' }) });
  await watch.getByText('In alarm').waitFor();
  await page.getByRole('button', { name: 'Switch off', exact: true }).click();
  await page.getByText('No fault is on.').waitFor();

  await watch.getByRole('link').click();
  await page.getByRole('heading', { name: /^Table errors In alarm/ }).waitFor();
  expect(await page.getByRole('row').getByText('breaching', { exact: true }).count()).toBeGreaterThan(0);
  const graph = panel(page, 'What it looks at');
  await graph.scrollIntoViewIfNeeded();
  await graph.getByRole('img', { name: /last [\d,]+/ }).waitFor();

  const time = page.getByRole('navigation', { name: 'Of the time of this state' });
  await time.getByRole('link', { name: 'Logs' }).click();
  const line = page.locator('.notification', { hasText: '/api/orders' }).first();
  await line.locator('summary').click();
  await line.getByRole('link', { name: 'Its trace' }).click();
  await page.getByRole('heading', { name: /^GET \/api\/orders/ }).waitFor();
  await page.getByText('What went wrong').waitFor();
  await page.locator('.trace-problems').getByRole('link').first().click();

  await section(page, 'Alarms').click();
  await page.getByRole('link', { name: 'Table errors' }).click();
  await page.getByRole('link', { name: 'What to do, step by step' }).click();
  await page.getByRole('heading', { name: 'Table errors', level: 2 }).waitFor();
  expect(new URL(page.url()).searchParams.has('from')).toBe(true);
  // While the table failed, the console could not read incidents from it either.
  expect(complaints.filter((complaint) => !/status of 50\d/.test(complaint))).toEqual([]);
  await context.close();
});

test('what was received of it looks as it does where it was received', async () => {
  const { page, context } = await opened.asAdmin();
  await advance(opened.site.awsUrl, 'PT10M');
  await page.goto('/ops/notifications?view=received');
  const told = page.locator('.notification', { hasText: 'Table errors' }).filter({ hasText: 'E-mail' }).first();
  await told.locator('summary').first().click();
  await told.locator('.received').waitFor();
  await context.close();
});

test('faults are not for others: by the site nobody else reaches them', async () => {
  const { page, context } = await opened.asGuest();
  await step.register(page);
  const ask = (method: string, path: string) =>
    page.evaluate(async (asked) => (await fetch(asked.path, { method: asked.method })).status, { method, path });
  expect(await ask('PUT', '/_local/faults/dynamodb-errors')).toBe(403);
  expect(await ask('GET', '/_local/notifications')).toBe(403);
  expect(await ask('GET', '/_local/clock')).toBe(404);
  await context.close();
});

test('while all of the table fails, whoever looked goes on looking, and switches the fault off; a new tab says where to look', async () => {
  const { page, context } = await opened.asAdmin();
  await openFault(page);
  await page.getByRole('button', { name: 'Switch on' }).click();
  await page.getByText(`On: ${NAME}.`).waitFor();
  await page.goto('/ops/alarms');
  const notice = page.getByText('The shop’s table cannot be read');
  await notice.waitFor();
  await page.getByRole('link', { name: 'Table errors' }).first().waitFor();
  expect(await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).count()).toBe(0);

  const fresh = await context.newPage();
  await fresh.goto('/ops');
  await fresh.getByRole('heading', { name: 'The console cannot tell who you are' }).waitFor();
  await fresh.getByText('npm run fault -- off --all').waitFor();

  await page.getByRole('link', { name: 'Faults' }).click();
  await page.getByRole('button', { name: 'Switch all off' }).click();
  await page.getByText('No fault is on.').waitFor();
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await notice.waitFor({ state: 'detached' });
  await context.close();
});
