import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scrollsSideways } from './support/accessibility.ts';
import { chart, type OpenedConsole, openConsole, panel, section, whole } from './support/console.ts';
import { countShifts, shifted } from './support/layout-shift.ts';
import * as step from './support/steps.ts';

let opened: OpenedConsole;

beforeAll(async () => {
  opened = await openConsole();
});

afterAll(() => opened?.close());

describe('who may look', () => {
  test('a guest is sent to sign in, and from there back', async () => {
    const { page, context } = await opened.asGuest();
    await page.goto('/ops/alarms');
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    await page.getByLabel('E-mail').fill(opened.site.admin.email);
    await page.getByLabel('Password').fill(opened.site.admin.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Console' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/ops/alarms');
    await context.close();
  });

  test('a customer is told that this is not for them', async () => {
    const { page, context } = await opened.asGuest();
    await step.register(page);
    await page.goto('/ops');
    await step.heading(page, 'Not for this account');
    expect(await page.getByRole('heading', { name: 'Console' }).count()).toBe(0);
    await context.close();
  });
});

describe('the overview', () => {
  test('draws what the shop did, and says the same as a table', async () => {
    const { page, context, complaints } = await opened.asAdmin();
    await page.goto('/ops?range=15');
    await chart(page, 'Requests');
    const summary = await panel(page, 'Requests').getByRole('img').getAttribute('aria-label');
    expect(summary).toMatch(/Requests: last [\d,]+ requests, lowest/);
    await page.getByRole('button', { name: 'Requests as a table' }).click();
    const cells = await panel(page, 'Requests').getByRole('cell').allTextContents();
    expect(cells.join(' ')).toMatch(/[1-9]\d* requests/);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('looks back as far as one chooses, and the address says how far', async () => {
    const { page, context } = await opened.asAdmin();
    await page.goto('/ops');
    await panel(page, 'Requests').waitFor();
    const asked = page.waitForRequest((request) => request.url().includes('minutes=180'));
    await page.getByRole('radio', { name: 'Last 3 hours' }).check();
    await asked;
    expect(new URL(page.url()).searchParams.get('range')).toBe('180');
    await page.reload();
    await panel(page, 'Requests').waitFor();
    expect(await page.getByRole('radio', { name: 'Last 3 hours' }).isChecked()).toBe(true);
    await context.close();
  });

  test('keeps its figures, and says that they are old, when a refresh fails; then goes on by itself', async () => {
    const { page, context } = await opened.asAdmin();
    await page.clock.install();
    await page.goto('/ops');
    await panel(page, 'Requests').waitFor();
    const problem = { type: 'about:blank', title: 'Bad gateway', status: 502, detail: 'CloudWatch is away.' };
    await page.route('**/api/ops/dashboards/**', (route) =>
      route.fulfill({ status: 502, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
    );
    await page.clock.runFor(11_000);
    await page.getByText('CloudWatch is away.').waitFor();
    expect(await panel(page, 'Requests').isVisible()).toBe(true);
    await page.unroute('**/api/ops/dashboards/**');
    await page.clock.runFor(11_000);
    await page.getByText('CloudWatch is away.').waitFor({ state: 'detached' });
    await context.close();
  });

  test('marks the figures of another range while it loads, and drops them when it fails', async () => {
    const { page, context } = await opened.asAdmin();
    await page.goto('/ops');
    await chart(page, 'Requests');
    const answer = Promise.withResolvers<void>();
    await page.route('**/api/ops/dashboards/*minutes=180*', async (route) => {
      await answer.promise;
      await route.fulfill({ status: 502, json: { title: 'Bad gateway', status: 502, detail: 'CloudWatch is away.' } });
    });
    await page.getByRole('radio', { name: 'Last 3 hours' }).check();
    const old = page.locator('.live[aria-busy="true"]').filter({ has: page.locator('.panels') });
    await old.waitFor();
    expect(await old.evaluate((element) => Number(getComputedStyle(element).opacity))).toBeLessThan(1);
    answer.resolve();
    await page.getByRole('alert').getByText('CloudWatch is away.').waitFor();
    expect(await panel(page, 'Requests').locator('canvas').count()).toBe(0);
    await page.unroute('**/api/ops/dashboards/*minutes=180*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await chart(page, 'Requests');
    expect(await old.count()).toBe(0);
    await context.close();
  });

  test('asks for nothing while it is paused', async () => {
    const { page, context } = await opened.asAdmin();
    await page.clock.install();
    await page.goto('/ops');
    await panel(page, 'Requests').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await whole(page);
    await page.waitForLoadState('networkidle');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.clock.runFor(60_000);
    expect(asked).toEqual([]);
    const resumed = page.waitForRequest('**/api/ops/dashboards/**');
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.clock.runFor(11_000);
    await resumed;
    await context.close();
  });
});

describe('dashboards', () => {
  const SYSTEM = '/ops/dashboards/system?range=15';

  test('are listed, and each leads to the others for the same time', async () => {
    const { page, context, complaints } = await opened.asAdmin();
    await page.goto('/ops');
    await section(page, 'Dashboards').click();
    await page.getByRole('link', { name: 'System health' }).click();
    await page.getByRole('radio', { name: 'Last 15 minutes' }).check();
    await panel(page, 'In flight').locator('canvas').waitFor();
    await page.getByRole('navigation', { name: 'Dashboards' }).getByRole('link', { name: 'Inventory' }).click();
    await panel(page, 'Items').getByText('Low stock', { exact: true }).waitFor();
    expect(page.url()).toContain('/ops/dashboards/inventory?range=15');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('are looked at closer by dragging over a time; going back leads out again', async () => {
    const { page, context } = await opened.asAdmin();
    await page.goto(SYSTEM);
    const chart = panel(page, 'In flight').locator('.u-over');
    await chart.scrollIntoViewIfNeeded();
    const box = await chart.boundingBox();
    if (box === null) throw new Error('The chart has no place.');
    const at = (share: number) => [box.x + share * box.width, box.y + box.height / 2] as const;
    await page.mouse.move(...at(0.2));
    await page.mouse.down();
    await page.mouse.move(...at(0.6), { steps: 4 });
    await page.mouse.up();
    await page.getByText('This is how it was until').waitFor();
    const { searchParams } = new URL(page.url());
    const [from, to] = ['from', 'to'].map((name) => Date.parse(searchParams.get(name) ?? ''));
    const minutes = ((to ?? 0) - (from ?? 0)) / 60_000;
    expect(minutes).toBeGreaterThan(5);
    expect(minutes).toBeLessThan(8);
    await page.goBack();
    await page.getByText('This is how it was until').waitFor({ state: 'detached' });
    expect(page.url()).toContain(SYSTEM);
    await context.close();
  });

  test('show all charts’ values under one crosshair, and hide a line by its name, by keyboard', async () => {
    const { page, context } = await opened.asAdmin();
    await page.goto(SYSTEM);
    const [one, other] = [panel(page, 'In flight'), panel(page, 'Throttles')];
    await other.locator('canvas').waitFor();
    await one.locator('.u-over').hover();
    const time = /^\d\d:\d\d$/;
    await one.getByRole('columnheader', { name: time }).waitFor();
    await other.getByRole('columnheader', { name: time }).waitFor();
    const line = one.getByRole('button', { name: 'account', exact: true });
    await line.focus();
    await page.keyboard.press('Enter');
    expect(await line.getAttribute('aria-pressed')).toBe('false');
    await context.close();
  });

  test('show the lines of a chosen function, which the address names', async () => {
    const { page, context } = await opened.asAdmin();
    await page.goto(`${SYSTEM}&function=account`);
    await panel(page, 'In flight').getByRole('button', { name: 'account', exact: true }).waitFor();
    expect(await panel(page, 'In flight').getByRole('button', { name: 'cart', exact: true }).count()).toBe(0);
    await page.getByLabel('Function', { exact: true }).selectOption('all');
    await panel(page, 'In flight').getByRole('button', { name: 'cart', exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.has('function')).toBe(false);
    await context.close();
  });

  test('lead from a panel to the logs of its time and to its runbook', async () => {
    const { page, context } = await opened.asAdmin();
    await page.goto('/ops/dashboards/overview?range=15');
    await panel(page, 'Error rate').locator('.legend, canvas').first().waitFor();
    await panel(page, 'Error rate').getByLabel('Error rate: more').click();
    const link = (name: string) => panel(page, 'Error rate').getByRole('link', { name });
    expect(await link('Logs of this time').getAttribute('href')).toMatch(/^\/ops\/logs\?from=.+&to=/);
    await link('Runbook: High error rate').click();
    await page.getByRole('heading', { name: 'High error rate' }).first().waitFor();
    await context.close();
  });

  test('that there are not say so', async () => {
    const { page, context } = await opened.asAdmin();
    await page.goto('/ops/dashboards/nothing');
    await page.getByRole('heading', { name: 'No such dashboard' }).waitFor();
    await context.close();
  });

  test('move nothing while their figures come, on a phone as on a desk', async () => {
    for (const viewport of [
      { width: 360, height: 740 },
      { width: 1440, height: 900 },
    ]) {
      const { page, context } = await opened.asAdmin({ viewport });
      await countShifts(page);
      await page.goto('/ops/dashboards/overview');
      await panel(page, 'Requests').locator('.legend').waitFor();
      await whole(page);
      await page.waitForLoadState('networkidle');
      expect(await shifted(page)).toBeLessThanOrEqual(0.1);
      expect(await scrollsSideways(page)).toBe(0);
      await context.close();
    }
  });
});
