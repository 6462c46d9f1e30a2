import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordReport } from '../support/record-report.ts';
import { launchBrowser, type Visit, visit } from './support/browser.ts';
import { recordDeployments } from './support/deployments.ts';
import { announceMaintenance, mailedLink, resolved, setAlarm } from './support/incidents.ts';
import { openSite, type Site } from './support/site.ts';
import * as step from './support/steps.ts';

let site: Site;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
  await recordReport(site.awsUrl);
});

afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

async function asAdmin(options = {}): Promise<Visit> {
  const opened = await visit(browser, site.url, options);
  await step.signIn(opened.page, site.admin);
  return opened;
}

const section = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name });

/** The panel of that title. */
const panel = (page: Page, name: string) => page.getByRole('article', { name, exact: true });

/** Waits until traces of the route are listed: a trace is there a moment after its request. */
async function waitForTrace(page: Page, route: string): Promise<void> {
  await page.goto(`/ops/traces?refresh=10&route=${encodeURIComponent(route)}`);
  await page.getByRole('row').getByRole('link', { name: route }).first().waitFor();
}

describe('who may look', () => {
  test('a guest is sent to sign in, and from there back', async () => {
    const { page, context } = await visit(browser, site.url);
    await page.goto('/ops/alarms');
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    await page.getByLabel('E-mail').fill(site.admin.email);
    await page.getByLabel('Password').fill(site.admin.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Console' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/ops/alarms');
    await context.close();
  });

  test('a customer is told that this is not for them', async () => {
    const { page, context } = await visit(browser, site.url);
    await step.register(page);
    await page.goto('/ops');
    await step.heading(page, 'Not for this account');
    expect(await page.getByRole('heading', { name: 'Console' }).count()).toBe(0);
    await context.close();
  });
});

describe('the overview', () => {
  test('draws what the shop did, and says the same as a table', async () => {
    const { page, context, complaints } = await asAdmin();
    await page.goto('/ops?range=15');
    await panel(page, 'Requests').locator('canvas').waitFor();
    const summary = await panel(page, 'Requests').getByRole('img').getAttribute('aria-label');
    expect(summary).toMatch(/Requests: last [\d,]+ requests, lowest/);
    await page.getByRole('button', { name: 'Requests as a table' }).click();
    const cells = await panel(page, 'Requests').getByRole('cell').allTextContents();
    expect(cells.join(' ')).toMatch(/[1-9]\d* requests/);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('looks back as far as one chooses, and the address says how far', async () => {
    const { page, context } = await asAdmin();
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
    const { page, context } = await asAdmin();
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
    const { page, context } = await asAdmin();
    await page.goto('/ops');
    await panel(page, 'Requests').waitFor();
    const answer = Promise.withResolvers<void>();
    await page.route('**/api/ops/dashboards/*minutes=180*', async (route) => {
      await answer.promise;
      await route.fulfill({ status: 502, json: { title: 'Bad gateway', status: 502, detail: 'CloudWatch is away.' } });
    });
    await page.getByRole('radio', { name: 'Last 3 hours' }).check();
    const old = page.locator('.live[aria-busy="true"]');
    await old.waitFor();
    expect(await old.evaluate((element) => Number(getComputedStyle(element).opacity))).toBeLessThan(1);
    answer.resolve();
    await page.getByRole('alert').getByText('CloudWatch is away.').waitFor();
    expect(await panel(page, 'Requests').locator('canvas').count()).toBe(0);
    await page.unroute('**/api/ops/dashboards/*minutes=180*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await panel(page, 'Requests').locator('canvas').waitFor();
    expect(await old.count()).toBe(0);
    await context.close();
  });

  test('asks for nothing while it is paused', async () => {
    const { page, context } = await asAdmin();
    await page.clock.install();
    await page.goto('/ops');
    await panel(page, 'Requests').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
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
    const { page, context, complaints } = await asAdmin();
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
    const { page, context } = await asAdmin();
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
    const { page, context } = await asAdmin();
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
    const { page, context } = await asAdmin();
    await page.goto(`${SYSTEM}&function=checkout`);
    await panel(page, 'In flight').getByRole('button', { name: 'checkout', exact: true }).waitFor();
    expect(await panel(page, 'In flight').getByRole('button', { name: 'cart', exact: true }).count()).toBe(0);
    await page.getByLabel('Function', { exact: true }).selectOption('all');
    await panel(page, 'In flight').getByRole('button', { name: 'cart', exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.has('function')).toBe(false);
    await context.close();
  });

  test('lead from a panel to the logs of its time and to its runbook', async () => {
    const { page, context } = await asAdmin();
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
    const { page, context } = await asAdmin();
    await page.goto('/ops/dashboards/nothing');
    await page.getByRole('heading', { name: 'No such dashboard' }).waitFor();
    await context.close();
  });

  test('move nothing while their figures come, on a phone as on a desk', async () => {
    for (const viewport of [
      { width: 360, height: 740 },
      { width: 1440, height: 900 },
    ]) {
      const { page, context } = await asAdmin({ viewport });
      await page.addInitScript(() => {
        Object.assign(globalThis, { shifted: 0 });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            const shift = Reflect.get(entry, 'hadRecentInput') ? 0 : Number(Reflect.get(entry, 'value'));
            Object.assign(globalThis, { shifted: Reflect.get(globalThis, 'shifted') + shift });
          }
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await page.goto('/ops/dashboards/overview');
      await panel(page, 'Requests').locator('.legend').waitFor();
      await page.waitForLoadState('networkidle');
      expect(await page.evaluate(() => Reflect.get(globalThis, 'shifted'))).toBeLessThanOrEqual(0.1);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(viewport.width);
      await context.close();
    }
  });
});

describe('alarms', () => {
  test('are listed with their state, and lead to their rule and history', async () => {
    const { page, context } = await asAdmin();
    await page.goto('/ops');
    await section(page, 'Alarms').click();
    await page.getByRole('link', { name: 'High error rate' }).click();
    await page.getByRole('heading', { name: /^High error rate/ }).waitFor();
    await page.getByText('Error rate (%) > 5 for 5 of 5 periods of 1 min').first().waitFor();
    await page.getByText('Alarm "smallcart-local-high-error-rate" created').waitFor();
    await context.close();
  });

  test('are muted for a while and for a reason, which is said above every page, and unmuted', async () => {
    const { page, context } = await asAdmin();
    await page.goto('/ops/alarms/smallcart-local-ledger-mismatch');
    await page.getByRole('button', { name: 'Mute for a while' }).click();
    await page.getByRole('button', { name: 'Mute it' }).click();
    await page.getByText('This must be at least 3 characters long.').waitFor();
    await page.getByLabel('Reason').fill('The ledger is mended.');
    await page.keyboard.press('Enter');
    const banner = page.getByText(/^Wallet and ledger disagree tells nobody until .*: The ledger is mended\.$/);
    await banner.waitFor();
    await page.getByRole('button', { name: 'Unmute' }).click();
    await banner.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Mute for a while' }).waitFor();
    await context.close();
  });

  test('show how urgent they are in colour only while they are on', async () => {
    const { page, context } = await asAdmin();
    await page.route('**/api/ops/alarms', async (route) => {
      const answer = await route.fetch();
      const { alarms, ...rest } = (await answer.json()) as { alarms: Record<string, unknown>[] };
      const shown = alarms.slice(0, 2).map((alarm, index) => ({
        ...alarm,
        severity: 'critical',
        state: index === 0 ? 'ALARM' : 'OK',
      }));
      await route.fulfill({ response: answer, json: { ...rest, alarms: shown } });
    });
    await page.goto('/ops/alarms');
    const paint = (state: string) =>
      page
        .locator(`.alarm[data-state="${state}"]`)
        .getByText('Critical')
        .evaluate((badge) => getComputedStyle(badge).backgroundColor);
    expect(await paint('OK')).toBe('rgba(0, 0, 0, 0)');
    expect(await paint('ALARM')).not.toBe('rgba(0, 0, 0, 0)');
    await context.close();
  });

  test('one that does not exist says so', async () => {
    const { page, context } = await asAdmin();
    await page.goto('/ops/alarms/smallcart-local-nothing');
    await page.getByRole('heading', { name: 'No such alarm' }).waitFor();
    await context.close();
  });
});

describe('incidents', () => {
  test('are counted and listed, and acknowledged by keyboard; their links lead to their time', async () => {
    const { page, context, complaints } = await asAdmin();
    await setAlarm(site, 'failed-deployment', 'ALARM');
    await page.goto('/ops/incidents');
    await page.getByRole('link', { name: 'Failed deployment' }).click();
    await page.getByRole('heading', { name: 'Failed deployment Open' }).waitFor();
    await page.getByText('The incident opened, warning.').waitFor();
    await section(page, 'Incidents').getByText('not over').waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: /^Slack Waits for its time/ })
      .waitFor();
    const acknowledge = page.getByRole('button', { name: 'Acknowledge' });
    const refusal = { status: 503, json: { title: 'Service unavailable', status: 503, detail: 'The table is away.' } };
    await page.route('**/acknowledge', (route) => route.fulfill(refusal), { times: 1 });
    await acknowledge.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('The table is away.').waitFor();
    expect(await acknowledge.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    const heading = page.getByRole('heading', { name: 'Failed deployment Acknowledged' });
    await heading.waitFor();
    expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await acknowledge.count()).toBe(0);
    for (const nth of [0, 1]) {
      await page.getByLabel('Add a note').fill('The last release is taken back.');
      await page.getByRole('button', { name: 'Add it' }).click();
      await page.getByRole('listitem').getByText('The last release is taken back.').nth(nth).waitFor();
    }
    const asked = page.waitForRequest((request) => /dashboards\/.*end=20/.test(request.url()));
    await page
      .getByRole('navigation', { name: 'Of the incident’s time' })
      .getByRole('link', { name: 'Dashboard' })
      .click();
    const { searchParams } = new URL((await asked).url());
    expect(Number(searchParams.get('minutes'))).toBeGreaterThanOrEqual(15);
    await page.getByText('This is how it was until').waitFor();
    expect(complaints).toEqual([expect.stringContaining('503')]);
    await context.close();
  });

  test('are acknowledged by the link that was mailed, signed out and by keyboard; it says what it did, or why not', async () => {
    await setAlarm(site, 'ledger-mismatch', 'ALARM');
    const link = await mailedLink(site, 'Wallet and ledger disagree');
    const { page, context } = await visit(browser, site.url, { viewport: { width: 360, height: 800 } });
    const acknowledge = page.getByRole('button', { name: 'Acknowledge' });
    const again = async (path: string) => {
      await page.goto('about:blank');
      await page.goto(path);
    };
    await page.goto(link);
    await page.getByRole('status').getByText('Wallet and ledger disagree').waitFor();
    await acknowledge.focus();
    await page.keyboard.press('Enter');
    await step.heading(page, 'Acknowledged');
    await again(link);
    await step.heading(page, 'Somebody is at it');
    await again(`${link.slice(0, -2)}xx`);
    await page.getByText('This link acknowledges nothing').waitFor();
    expect(await acknowledge.count()).toBe(0);
    await again('/acknowledge');
    await page.getByText('This link is not whole').waitFor();
    await setAlarm(site, 'ledger-mismatch', 'OK');
    await resolved(site, 'Wallet and ledger disagree');
    await again(link);
    await step.heading(page, 'It is over already');
    expect(await acknowledge.count()).toBe(0);
    await context.close();
  });

  test('that do not exist, and those that cannot be read, say so', async () => {
    const { page, context } = await asAdmin();
    await page.goto('/ops/incidents/inc_01JZ8Q4M6T9V3B5C7D9F1G3H5J');
    await page.getByRole('alert').getByText('incident').waitFor();
    await page.route('**/api/ops/incidents?*', (route) =>
      route.fulfill({ status: 502, json: { title: 'Bad gateway', status: 502, detail: 'The table is away.' } }),
    );
    await page.goto('/ops/incidents');
    await page.getByRole('alert').getByText('The table is away.').waitFor();
    await context.close();
  });
});

describe('runbooks', () => {
  test('lead from an alarm to queries that are copied and run, for the stage', async () => {
    const { page, context, complaints } = await asAdmin();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('/ops/alarms/smallcart-local-high-latency');
    await page.getByText('Latency, p95').or(panel(page, 'What it looks at')).first().waitFor();
    await page.getByRole('link', { name: 'What to do, step by step' }).click();
    await page.getByRole('heading', { name: 'High latency', level: 2 }).waitFor();
    const metrics = page.getByRole('figure').filter({ hasText: 'smallcart-local' }).first();
    await metrics.getByRole('button', { name: 'Copy' }).click();
    await metrics.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
      'smallcart-local MetricName="Duration"',
    );
    await metrics.getByRole('link', { name: 'Run' }).click();
    await panel(page, 'Metrics').locator('canvas').waitFor();
    await page.goBack();
    await page.getByRole('figure').filter({ hasText: 'Traces' }).getByRole('link', { name: 'Run' }).click();
    await page.getByLabel('Filter expression').waitFor();
    expect(await page.getByLabel('Filter expression').inputValue()).toBe('responsetime > 2');
    await page.goto('/ops/runbooks/nothing');
    await page.getByRole('heading', { name: 'No such runbook' }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('log lines', () => {
  test('are found by a filter pattern and lead to their trace; a pattern that is none says so', async () => {
    const { page, context } = await asAdmin();
    await page.goto('/ops/logs?search=pattern&functions=account');
    const line = page.getByRole('listitem').filter({ hasText: 'POST /api/auth/login 200' }).first();
    await line.locator('summary').focus();
    await page.keyboard.press('Enter');
    await line.getByRole('link', { name: 'Its trace' }).waitFor();
    await page.getByLabel('Filter pattern').fill('{ $.level = ');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('CloudWatch Logs does not understand the filter pattern.').waitFor();
    expect(new URL(page.url()).searchParams.get('functions')).toBe('account');
    await context.close();
  });

  test('are found by a query, by keyboard alone, and lead to the story of their request', async () => {
    const { page, context, complaints } = await asAdmin();
    await page.goto('/ops/logs');
    const found = page.getByRole('region', { name: 'What the query found' });
    await found.getByRole('img', { name: /^Lines over time: \d/ }).waitFor();
    const line = found.getByRole('listitem').filter({ hasText: 'POST /api/auth/login' }).first();
    await line.locator('summary').focus();
    await page.keyboard.press('Enter');
    await line.getByRole('link', { name: 'Its trace' }).waitFor();
    await line.getByRole('link', { name: 'The request’s story' }).click();
    await page.waitForURL((url) => url.searchParams.get('saved') === 'request-story');
    const id = new URL(page.url()).searchParams.get('p.correlationId') ?? '';
    await page.getByRole('textbox', { name: 'correlationId' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Query' }).inputValue()).toContain(`correlationId = "${id}"`);
    await found.getByRole('listitem').filter({ hasText: 'POST /api/auth/login' }).first().waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('of a query that is none: what is wrong is said, and marked at its place', async () => {
    const { page, context } = await asAdmin();
    await page.goto('/ops/logs');
    const query = page.getByRole('textbox', { name: 'Query' });
    await query.fill('fields message\n| srot @timestamp');
    await page.keyboard.press('Control+Enter');
    await page
      .getByRole('alert')
      .getByText(/srot.*line 2/)
      .waitFor();
    expect(await page.locator('.token-wrong').allTextContents()).toEqual(['srot']);
    await query.fill('stats count(*) as lines by level, service');
    await page.keyboard.press('Control+Enter');
    await page
      .getByRole('cell', { name: 'INFO' })
      .or(page.getByRole('rowheader', { name: 'INFO' }))
      .first()
      .waitFor();
    expect(new URL(page.url()).searchParams.get('query')).toBe('stats count(*) as lines by level, service');
    expect(await page.getByRole('alert').count()).toBe(0);
    await context.close();
  });
});

test('while maintenance is announced, every page of the console says so, and the alarms that are muted', async () => {
  const { page, context } = await asAdmin();
  const end = await announceMaintenance(site, 'ledger-mismatch');
  await page.goto('/ops/alarms');
  await page.getByRole('status').getByText('Maintenance is announced').waitFor();
  await page.getByText(/tells nobody until .*: The table is moved\./).waitFor();
  const row = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name: 'Wallet and ledger disagree' }) });
  await row.getByText('Muted: maintenance').waitFor();
  await end();
  await context.close();
});

describe('traces', () => {
  test('of a checkout show the way of the order from the request to its fulfilment, readable on a phone', async () => {
    const { page, context } = await asAdmin({ viewport: { width: 360, height: 800 } });
    await step.addToCart(page);
    await page.goto('/checkout');
    await step.fillAddress(page);
    await step.chooseCard(page, 'pays');
    await step.payButton(page).click();
    await page.getByText('Status: shipped').waitFor({ state: 'attached' });
    await waitForTrace(page, '/api/checkout');
    await page.getByRole('row').getByRole('link', { name: 'POST /api/checkout' }).first().click();
    const names = page.locator('.segment-label');
    for (const name of ['POST /api/checkout', 'payment', 'outbox', 'SQS SendMessage', 'fulfilment']) {
      await names.filter({ hasText: name }).first().waitFor();
    }
    const told = await names.allTextContents();
    const way = [
      'POST /api/checkout',
      'payment',
      'TransactWriteItems',
      'outbox',
      'SQS',
      'fulfilment',
      'TransactWriteItems',
    ];
    let place = -1;
    for (const name of way) {
      const after = place;
      place = told.findIndex((text, index) => index > after && text.includes(name));
      expect([told, name, place > after]).toEqual([told, name, true]);
    }
    const cut = await names.evaluateAll((all) => all.filter((name) => name.scrollWidth > name.clientWidth).length);
    expect(cut).toBe(0);
    await context.close();
  });

  test('are listed with when they happened, in full at 1280 px', async () => {
    const { page, context } = await asAdmin({ viewport: { width: 1280, height: 800 } });
    await waitForTrace(page, '/api/auth/me');
    for (const name of ['When', 'Outcome', 'Duration', 'Services']) {
      const box = await page.getByRole('columnheader', { name }).boundingBox();
      expect(box && box.x + box.width).toBeLessThanOrEqual(1280);
    }
    expect(await page.getByRole('row').getByRole('time').count()).toBeGreaterThan(0);
    await context.close();
  });

  test('a request leads to its waterfall, whose segments open by keyboard', async () => {
    const { page, context, complaints } = await asAdmin();
    await page.goto('/');
    await page.locator('.product-card a').first().waitFor();
    await waitForTrace(page, '/api/products');
    await page.getByRole('row').getByRole('link', { name: '/api/products' }).first().click();
    const segments = page.getByRole('list', { name: 'Segments of the trace' });
    const request = segments.locator('details').filter({ hasText: 'GET /api/products' });
    await request.locator('summary').focus();
    await page.keyboard.press('Enter');
    await request.getByText('Segment id').waitFor();
    // Who asked before may have filled the cache, so the table need not have been asked.
    expect(await segments.getByText(/catalogue cache|DynamoDB/).count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('are filtered by outcome and route, and the address says how', async () => {
    const { page, context } = await asAdmin();
    await page.request.get('/api/products/prd_nothing');
    await waitForTrace(page, '/api/products/{id}');
    await page.getByLabel('Outcome').selectOption('Client error (4xx)');
    await page.getByText('404 Error').first().waitFor();
    expect(new URL(page.url()).searchParams.get('outcome')).toBe('error');
    await page.getByLabel('Route contains').fill('/api/no-such-route');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'No traces' }).waitFor();
    await context.close();
  });

  test('a filter expression with a mistake says where, and help has one without', async () => {
    const { page, context } = await asAdmin({ viewport: { width: 360, height: 800 } });
    await page.goto(`/ops/traces?${new URLSearchParams({ outcome: 'ok', filter: 'duration > fast' })}`);
    await page.getByText(/at position 11: expected a value/).waitFor();
    expect(await page.locator('.filter-mistake mark').textContent()).toBe('f');
    expect(await page.getByLabel('Filter expression').getAttribute('aria-invalid')).toBe('true');
    await page.getByText('Help with filter expressions').click();
    await page.getByRole('button', { name: 'responsetime > 1', exact: true }).click();
    await page.getByText(/at position/).waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.get('filter')).toBe('responsetime > 1');
    await context.close();
  });

  test('one leads to its logs', async () => {
    const { page, context } = await asAdmin();
    await waitForTrace(page, '/api/auth/me');
    await page.getByRole('row').getByRole('link', { name: '/api/auth/me' }).first().click();
    const id = (await page.locator('.trace-facts code').textContent()) ?? 'none';
    await page.getByRole('link', { name: 'Logs of this trace' }).click();
    await page.locator('.line summary').first().click();
    await page.locator('.line-fields').getByText(id).first().waitFor();
    await context.close();
  });
});

describe('the service map', () => {
  const account = (page: Page) => page.getByRole('link', { name: /^account, function: .*on average/ });

  test('shows what calls what; a service leads to its traces, by keyboard, and the address says so', async () => {
    const { page, context, complaints } = await asAdmin();
    await waitForTrace(page, '/api/auth/me');
    await section(page, 'Service map').click();
    await account(page).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'account (function)' }).waitFor();
    expect(new URL(page.url()).searchParams.get('select')).toBe('account');
    await page.getByRole('row').getByRole('link', { name: '/api/auth/me' }).first().waitFor();
    await page.getByRole('link', { name: 'All of its traces' }).click();
    await page.getByRole('row').getByRole('link', { name: '/api/auth/me' }).first().waitFor();
    expect(new URL(page.url()).searchParams.get('filter')).toContain('smallcart-local-account');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('is told as tables too, of calls as well as of services, and on a phone', async () => {
    const { page, context } = await asAdmin({ viewport: { width: 360, height: 800 } });
    await page.goto('/ops/map');
    await page.getByRole('button', { name: 'Tables' }).click();
    await page.getByRole('table', { name: 'Services' }).getByRole('link', { name: 'account' }).waitFor();
    await page.getByRole('table', { name: 'Calls' }).getByRole('link', { name: 'account → shop' }).click();
    await page.getByRole('heading', { name: 'account → shop (calls)' }).waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(360);
    await context.close();
  });

  test('is of what a filter lets through, and says where that has a mistake', async () => {
    const { page, context } = await asAdmin();
    await page.goto(`/ops/map?${new URLSearchParams({ filter: 'annotation.route = "/api/auth/me"' })}`);
    await account(page).waitFor();
    expect(await page.getByRole('link', { name: /^catalog, / }).count()).toBe(0);
    await page.getByLabel('Or the latest that fit a filter expression').fill('fault =');
    await page.keyboard.press('Enter');
    await page.getByText(/at position 7: expected true or false/).waitFor();
    await context.close();
  });
});

describe('faults', () => {
  test('are switched on with settings, and off, by an administrator', async () => {
    const { page, context, complaints } = await asAdmin();
    await page.goto('/ops/faults');
    await page.getByLabel('Find a fault or an alarm').fill('dynamodb-latency');
    await page.locator('.fault summary').click();
    await page.getByLabel('Delay ms').fill('1');
    await page.getByLabel('For how long').selectOption('5 minutes');
    await page.getByRole('button', { name: 'Switch on' }).click();
    await page.getByText('On: dynamodb-latency.').waitFor();
    await page.getByRole('button', { name: 'Switch off', exact: true }).click();
    await page.getByText('No fault is on.').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('are not for others: by the site nobody else reaches them', async () => {
    const { page, context } = await visit(browser, site.url);
    await step.register(page);
    const ask = (method: string, path: string) =>
      page.evaluate(async (asked) => (await fetch(asked.path, { method: asked.method })).status, { method, path });
    expect(await ask('PUT', '/_local/faults/dynamodb-errors')).toBe(403);
    expect(await ask('GET', '/_local/notifications')).toBe(403);
    expect(await ask('GET', '/_local/clock')).toBe(404);
    await context.close();
  });
});

describe('deployments', () => {
  test('before the first, the page says how to make one', async () => {
    const { page, context } = await asAdmin({ viewport: { width: 360, height: 800 } });
    await page.goto('/ops');
    await section(page, 'Deployments').click();
    await page.getByRole('heading', { name: 'Nothing has been deployed yet' }).waitFor();
    await page.getByText('npm run deploy -- --stage local').waitFor();
    await context.close();
  });

  test('one that runs is shown live, one that is over with its steps and checks, and charts say when it was', async () => {
    const { page, context, complaints } = await asAdmin();
    const { served, deployed, running } = await recordDeployments(site);
    await page.goto('/ops/deployments');
    await page.getByText(`Deploying ${running}: build`).waitFor();
    const steps = page.getByRole('list', { name: 'Steps of the deployment' });
    expect(await steps.getByText('Waiting').count()).toBe(2);
    const row = page.getByRole('row').filter({ hasText: 'Serves' });
    await row.getByRole('link', { name: deployed }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Every step succeeded.').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/ops/deployments/${served}`);
    expect(await steps.getByRole('listitem').count()).toBe(5);
    await page.getByRole('link', { name: 'The overview around it' }).click();
    await page.getByText('This is how it was until').waitFor();
    const asTable = page.getByRole('button', { name: 'Requests as a table' });
    await asTable.click();
    await panel(page, 'Requests').getByRole('cell', { name: deployed }).waitFor();
    await asTable.click();
    await page.getByRole('link', { name: 'Show now' }).click();
    await page.getByText('This is how it was until').waitFor({ state: 'detached' });
    await panel(page, 'Requests')
      .getByRole('img', { name: `Deployed: ${deployed} at` })
      .waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});

/** Every view of the console, reached by its address. */
const VIEWS: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  overview: async (page) => {
    await page.goto('/ops');
    await panel(page, 'Requests').locator('canvas').waitFor();
  },
  dashboards: async (page) => {
    await page.goto('/ops/dashboards');
    await page.getByRole('link', { name: 'System health' }).waitFor();
  },
  'a dashboard with a gauge': async (page) => {
    await page.goto('/ops/dashboards/inventory');
    await page.locator('.gauge').waitFor();
  },
  'a dashboard with budgets and a table': async (page) => {
    await page.goto('/ops/dashboards/slos');
    await panel(page, 'Compliance').getByRole('cell').first().waitFor();
  },
  'a dashboard with logs, and where its panels lead to': async (page) => {
    await page.goto('/ops/dashboards/telemetry');
    await panel(page, 'Lines by level').scrollIntoViewIfNeeded();
    await panel(page, 'Lines by level').locator('.row-bar, .panel-empty, canvas').first().waitFor();
    await panel(page, 'Lines by level').getByLabel('Lines by level: more').click();
  },
  'a chart as a table': async (page) => {
    await page.goto('/ops');
    await page.getByRole('button', { name: 'Latency as a table' }).click();
  },
  alarms: async (page) => {
    await page.goto('/ops/alarms');
    await page.getByRole('link', { name: 'Application down' }).waitFor();
  },
  'a composite alarm': async (page) => {
    await page.getByRole('link', { name: 'Shop unavailable' }).first().click();
    await page.getByRole('definition').getByRole('link', { name: 'High error rate' }).waitFor();
    await page.goBack();
  },
  'an alarm': async (page) => {
    await page.getByRole('link', { name: 'Application down' }).click();
    await page.locator('.history-item').first().waitFor();
  },
  notifications: async (page) => {
    await page.goto('/ops/notifications');
    await page.locator('.notification, .empty-state').first().waitFor();
  },
  objectives: async (page) => {
    await page.goto('/ops/slos');
    await page.getByText('Day by day').first().click();
    await page
      .getByRole('row')
      .filter({ hasText: /^20\d\d-/ })
      .first()
      .waitFor();
  },
  reports: async (page) => {
    await page.goto('/ops/reports');
    await page.getByText('Not kept: Availability').waitFor();
  },
  'a report': async (page) => {
    await page.getByRole('row').getByRole('link').first().click();
    await page.getByRole('row').filter({ hasText: 'Shop unavailable' }).waitFor();
  },
  'the service map': async (page) => {
    await page.goto('/ops/map?select=account');
    await page.getByRole('heading', { name: 'account (function)' }).waitFor();
    await page.locator('.outcome-chart').waitFor();
  },
  'the service map as tables': async (page) => {
    await page.getByRole('button', { name: 'Tables' }).click();
    await page.getByRole('table', { name: 'Calls' }).waitFor();
  },
  'a filter that is wrong': async (page) => {
    await page.goto('/ops/traces?filter=fault%20%3D');
    await page.locator('.filter-mistake').waitFor();
    await page.getByText('Help with filter expressions').click();
  },
  traces: (page) => waitForTrace(page, '/api/auth/me'),
  'a trace': async (page) => {
    await page.getByRole('row').getByRole('link').first().click();
    await page.locator('.segment summary').first().click();
  },
  deployments: async (page) => {
    await page.goto('/ops/deployments');
    await page.locator('.deployment-now').waitFor();
  },
  'a deployment': async (page) => {
    await page.getByRole('row').filter({ hasText: 'Serves' }).getByRole('link').click();
    await page.locator('.deployment-check').waitFor();
  },
  'a deployment that failed': async (page) => {
    await page.goto('/ops/deployments');
    await page.getByRole('row').filter({ hasText: 'Failed' }).getByRole('link').click();
    await page.getByRole('alert').waitFor();
  },
  cost: async (page) => {
    await page.goto('/ops/cost');
    await page.getByRole('row', { name: /^Custom metrics/ }).waitFor();
  },
  faults: async (page) => {
    await page.goto('/ops/faults');
    await page.locator('.fault summary').first().click();
    await page.getByRole('heading', { name: 'What to watch' }).waitFor();
  },
  'what was received': async (page) => {
    await page.goto('/ops/notifications?view=received');
    await page.locator('.notification summary, .empty-state').first().click();
  },
  'an address that leads nowhere': async (page) => {
    await page.goto('/ops/nowhere');
    await page.getByRole('heading', { name: 'Nothing here' }).waitFor();
  },
};

/** What somebody looks at while something is wrong. */
const IN_TROUBLE: typeof VIEWS = {
  incidents: async (page) => {
    await page.goto('/ops/incidents');
    await page.getByRole('link', { name: 'Failed deployment' }).first().waitFor();
  },
  'an incident': async (page) => {
    await page.getByRole('link', { name: 'Failed deployment' }).first().click();
    await page
      .getByRole('row', { name: /^Slack/ })
      .first()
      .waitFor();
  },
  'a runbook': async (page) => {
    await page.goto('/ops/runbooks');
    await page.getByRole('link', { name: 'High latency' }).click();
    await page.getByRole('figure').first().waitFor();
  },
  'log lines': async (page) => {
    await page.goto('/ops/logs?search=pattern&functions=account');
    await page.locator('.notification summary').first().click();
  },
  'what a query found': async (page) => {
    await page.goto('/ops/logs');
    await page.locator('.line summary').first().click();
    await page.locator('.line-fields').waitFor();
  },
  'figures of log lines': async (page) => {
    await page.goto('/ops/logs?saved=by-level');
    await page.locator('.result-table').waitFor();
  },
  'a query that is wrong': async (page) => {
    await page.goto(`/ops/logs?${new URLSearchParams({ query: 'srot @timestamp' })}`);
    await page.locator('.token-wrong').waitFor();
  },
  'a chart of metric math': async (page) => {
    const expression = "SEARCH('{AWS/Lambda,FunctionName} MetricName=\"Errors\"', 'Sum', 60)";
    await page.goto(`/ops/metrics?${new URLSearchParams({ expression })}`);
    await panel(page, 'Metrics').locator('canvas').waitFor();
  },
  'the page that a link to acknowledge opens': async (page) => {
    await page.goto('/acknowledge#incident=inc_01JZ8Q4M6T9V3B5C7D9F1G3H5J&token=first.x');
    await page.getByText('This link acknowledges nothing').waitFor();
  },
};

const LOOKS = [
  { width: 360, colorScheme: 'light' },
  { width: 360, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
] as const;
type Look = (typeof LOOKS)[number];

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return overflow > 0 ? [...found, `scrolls sideways by ${overflow} px`] : found;
}

async function faultsOf(views: typeof VIEWS, look: Look): Promise<Record<string, string[]>> {
  const { width, colorScheme } = look;
  const { page, context } = await asAdmin({ viewport: { width, height: 800 }, colorScheme, reducedMotion: 'reduce' });
  const found: Record<string, string[]> = {};
  for (const [name, reach] of Object.entries(views)) {
    await reach(page);
    const list = await faults(page);
    if (list.length > 0) found[name] = list;
  }
  await context.close();
  return found;
}

describe('every view of the console is accessible and fits', () => {
  test.each(LOOKS)('at $width px in the $colorScheme theme', async (look) => {
    expect(await faultsOf(VIEWS, look)).toEqual({});
  });
});

describe('every view of what is wrong is accessible and fits', () => {
  // Each width once, each theme once.
  test.each(LOOKS.slice(1, 3))('at $width px in the $colorScheme theme', async (look) => {
    await setAlarm(site, 'failed-deployment', 'ALARM');
    expect(await faultsOf(IN_TROUBLE, look)).toEqual({});
  });
});
