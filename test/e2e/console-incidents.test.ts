import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenedConsole, openConsole, panel, section } from './support/console.ts';
import { announceMaintenance, mailedLink, resolved, setAlarm } from './support/incidents.ts';
import * as step from './support/steps.ts';

let opened: OpenedConsole;

beforeAll(async () => {
  opened = await openConsole();
});

afterAll(() => opened?.close());

describe('alarms', () => {
  test('are listed with their state, and lead to their rule and history', async () => {
    const { page, context } = await opened.asAdmin();
    await page.goto('/ops');
    await section(page, 'Alarms').click();
    await page.getByRole('link', { name: 'High error rate' }).click();
    await page.getByRole('heading', { name: /^High error rate/ }).waitFor();
    await page.getByText('Error rate (%) > 5 for 5 of 5 periods of 1 min').first().waitFor();
    await page.getByText('Alarm "smallcart-local-high-error-rate" created').waitFor();
    await context.close();
  });

  test('are muted for a while and for a reason, which is said above every page, and unmuted', async () => {
    const { page, context } = await opened.asAdmin();
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
    const { page, context } = await opened.asAdmin();
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
    const { page, context } = await opened.asAdmin();
    await page.goto('/ops/alarms/smallcart-local-nothing');
    await page.getByRole('heading', { name: 'No such alarm' }).waitFor();
    await context.close();
  });
});

describe('incidents', () => {
  test('are counted and listed, and acknowledged by keyboard; their links lead to their time', async () => {
    const { page, context, complaints } = await opened.asAdmin();
    await setAlarm(opened.site, 'failed-deployment', 'ALARM');
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
    await setAlarm(opened.site, 'ledger-mismatch', 'ALARM');
    const link = await mailedLink(opened.site, 'Wallet and ledger disagree');
    const { page, context } = await opened.asGuest({ viewport: { width: 360, height: 800 } });
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
    await setAlarm(opened.site, 'ledger-mismatch', 'OK');
    await resolved(opened.site, 'Wallet and ledger disagree');
    await again(link);
    await step.heading(page, 'It is over already');
    expect(await acknowledge.count()).toBe(0);
    await context.close();
  });

  test('that do not exist, and those that cannot be read, say so', async () => {
    const { page, context } = await opened.asAdmin();
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
    const { page, context, complaints } = await opened.asAdmin();
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

test('while maintenance is announced, every page of the console says so, and the alarms that are muted', async () => {
  const { page, context } = await opened.asAdmin();
  const end = await announceMaintenance(opened.site, 'ledger-mismatch');
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
