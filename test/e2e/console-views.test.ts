import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FUNCTIONS } from '../../functions/manifest.ts';
import { consoleRoute } from '../../web/src/console/console-route.ts';
import { recordReport } from '../support/record-report.ts';
import { scrollsSideways, violations } from './support/accessibility.ts';
import type { Visit } from './support/browser.ts';
import { type OpenedConsole, openConsole, waitForTrace, whole } from './support/console.ts';
import { MISTAKES, PAGES, type Reach, STATES } from './support/console-views.ts';
import { recordDeployments } from './support/deployments.ts';
import { setAlarm } from './support/incidents.ts';
import { countShifts, shifted } from './support/layout-shift.ts';

let opened: OpenedConsole;

beforeAll(async () => {
  opened = await openConsole();
  await recordReport(opened.site.awsUrl);
  await recordDeployments(opened.site);
  await setAlarm(opened.site, 'failed-deployment', 'ALARM');
  const { page, context } = await opened.asAdmin();
  await waitForTrace(page, '/api/auth/me');
  await context.close();
});

afterAll(() => opened?.close());

/** What of a page that stays may move by itself before somebody notices. */
const MOST_SHIFTED = 0.1;

/** How long a view may take to come before it is told as one that does not, and the walk goes on. */
const LONGEST_MS = 20_000;

/** What the themes differ in: colours alone. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** Violations of what axe knows: all of it in one theme, what is of colours in the other. */
async function violationsIn({ page }: Visit, colorScheme: 'light' | 'dark'): Promise<string[]> {
  await page.emulateMedia({ colorScheme });
  const found = await violations(page, colorScheme === 'dark' ? OF_COLOURS : []);
  return found.map((each) => `${colorScheme}: ${each}`);
}

/** Everything that is wrong with a view. */
async function faults(visit: Visit, told: readonly string[]): Promise<string[]> {
  const { page } = visit;
  const [shift, overflow] = [await shifted(page), await scrollsSideways(page)];
  return [
    ...(shift > MOST_SHIFTED ? [`moves by ${shift.toFixed(2)}`] : []),
    ...(overflow > 0 ? [`scrolls sideways by ${overflow} px`] : []),
    ...(await violationsIn(visit, 'dark')),
    ...(await violationsIn(visit, 'light')),
    ...visit.complaints.filter((complaint) => !told.includes(complaint)),
  ];
}

/** The views that have something wrong, of a window that is so wide, in both themes. */
async function wrongViews(views: Readonly<Record<string, Reach>>, width: number, isPage: boolean) {
  const visit = await opened.asAdmin({ viewport: { width, height: 800 }, reducedMotion: 'reduce' });
  visit.page.setDefaultTimeout(LONGEST_MS);
  await countShifts(visit.page);
  const wrong: Record<string, string[]> = {};
  for (const [name, reach] of Object.entries(views)) {
    const told = [...visit.complaints];
    const list = await reach(visit.page).then(
      () => faults(visit, told),
      (error: unknown) => [`cannot be reached: ${error}`],
    );
    if (isPage) expect(consoleRoute(new URL(visit.page.url()).pathname).page).toBe(name);
    if (list.length > 0) wrong[name] = list;
  }
  await visit.context.close();
  return wrong;
}

describe.each([360, 1280])('at %i px, in both themes', (width) => {
  test('every page is accessible, fits, stays where it is while it loads, and nothing complains', async () => {
    expect(await wrongViews(PAGES, width, true)).toEqual({});
  });

  test('so is every state of a page that one can come to', async () => {
    expect(await wrongViews(STATES, width, false)).toEqual({});
  });

  test('so is what is told of mistakes, but that the browser tells what was refused', async () => {
    const refused = /Failed to load resource: the server responded with a status of 4\d\d/;
    const wrong = await wrongViews(MISTAKES, width, false);
    const others = Object.entries(wrong).map(([name, list]) => [name, list.filter((each) => !refused.test(each))]);
    expect(others.filter(([, list]) => list?.length)).toEqual([]);
  });
});

test('the tables of the bill are whole at 1280 px', async () => {
  const { page, context } = await opened.asAdmin({ viewport: { width: 1280, height: 800 } });
  await PAGES.cost(page);
  const cut = await page
    .locator('.cost .table-scroll')
    .evaluateAll((tables) =>
      tables.filter((table) => table.scrollWidth > table.clientWidth).map((table) => table.textContent),
    );
  expect(cut).toEqual([]);
  await context.close();
});

test.each([360, 1280])(
  'figures that come late move nothing of a dashboard that is %i px wide, wherever one is on it',
  async (width) => {
    const { page, context } = await opened.asAdmin({ viewport: { width, height: 800 }, reducedMotion: 'reduce' });
    await countShifts(page);
    const moved: Record<string, number> = {};
    for (const id of ['overview', 'system', 'slos'] as const) {
      const come = Promise.withResolvers<void>();
      await page.route(`**/api/ops/dashboards/${id}?*`, async (route) => {
        await come.promise;
        await route.continue();
      });
      await page.goto(`/ops/dashboards/${id}`);
      await page.locator('.panel .skeleton').first().waitFor();
      await page.evaluate(() => window.scrollTo(0, 0.75 * document.documentElement.scrollHeight - window.innerHeight));
      come.resolve();
      await whole(page);
      moved[id] = await shifted(page);
      await page.unrouteAll({ behavior: 'wait' });
    }
    expect(Object.entries(moved).filter(([, shift]) => shift > MOST_SHIFTED)).toEqual([]);
    await context.close();
  },
);

test('the present section stays in view when the counts beside the sections come late', async () => {
  const { page, context } = await opened.asAdmin({ viewport: { width: 360, height: 800 } });
  const come = Promise.withResolvers<void>();
  for (const path of ['incidents', 'alarms']) {
    await page.route(new RegExp(`/api/ops/${path}(\\?|$)`), async (route) => {
      await come.promise;
      await route.continue();
    });
  }
  const strip = page.getByRole('navigation', { name: 'Console' });
  const ends = async () => {
    const [outer, inner] = [await strip.boundingBox(), await strip.getByRole('link', { name: 'Faults' }).boundingBox()];
    if (outer === null || inner === null) return 'not there';
    return inner.x >= outer.x && inner.x + inner.width <= outer.x + outer.width ? 'in view' : 'beyond';
  };
  await page.goto('/ops/faults');
  await expect.poll(ends, { timeout: LONGEST_MS }).toBe('in view');
  come.resolve();
  await strip.getByText('not over').waitFor({ state: 'attached' });
  await strip.getByText('in alarm').waitFor({ state: 'attached' });
  await expect.poll(ends, { timeout: LONGEST_MS }).toBe('in view');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await context.close();
});

test('the sections that do not fit fade at the end that hides them, and the present one is in view', async () => {
  const { page, context } = await opened.asAdmin({ viewport: { width: 360, height: 800 } });
  const strip = page.getByRole('navigation', { name: 'Console' });
  const hidden = () => strip.evaluate((nav) => [nav.dataset.hidden, getComputedStyle(nav).maskImage !== 'none']);
  await page.goto('/ops/alarms');
  await expect.poll(hidden, { timeout: LONGEST_MS }).toEqual(['start end', true]);
  await page.goto('/ops');
  await expect.poll(hidden, { timeout: LONGEST_MS }).toEqual(['end', true]);
  await page.goto('/ops/faults');
  await expect.poll(hidden, { timeout: LONGEST_MS }).toEqual(['start', true]);
  const box = await strip.getByRole('link', { name: 'Faults' }).boundingBox();
  expect((box?.x ?? 360) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
  await context.close();
});

test('a fault shows that it opens, and then its switch above what to watch, its settings folded', async () => {
  const { page, context } = await opened.asAdmin();
  await page.goto('/ops/faults');
  const card = page.locator('.fault').first();
  const arrow = () => card.locator('.fault-summary').evaluate((head) => getComputedStyle(head, '::before').transform);
  const closed = await arrow();
  expect(closed).toMatch(/^matrix/);
  expect(await card.locator('.badge').count()).toBe(0);
  await card.locator('.fault-summary').click();
  const [button, settings, watch] = [
    card.getByRole('button', { name: 'Switch on' }),
    card.getByText('Settings', { exact: true }),
    card.getByRole('heading', { name: 'What to watch' }),
  ];
  await watch.waitFor();
  const tops = await Promise.all([button, settings, watch].map(async (each) => (await each.boundingBox())?.y ?? 0));
  expect(tops).toEqual(tops.toSorted((a, b) => a - b));
  expect(await arrow()).not.toBe(closed);
  expect(await card.getByLabel('For how long').isVisible()).toBe(false);
  await settings.click();
  expect(await card.getByLabel('For how long').isVisible()).toBe(true);
  await context.close();
});

/** Buttons by which something would be changed, not only shown in another way. */
const CHANGES = /^(Acknowledge|Call|Add|Mute|Unmute|Switch|Apply)\b/;

async function changing(page: Page): Promise<string[]> {
  const names = await page.locator('main button').allTextContents();
  return names.filter((name) => CHANGES.test(name));
}

describe('a viewer', () => {
  const { faults: _, ...others } = PAGES;

  test('is shown every page, and nothing there by which anything would be changed', async () => {
    const { page, context, complaints } = await opened.as('viewer');
    const found: Record<string, string[]> = {};
    for (const [name, reach] of Object.entries(others)) {
      await reach(page);
      const buttons = await changing(page);
      if (buttons.length > 0) found[name] = buttons;
    }
    expect(found).toEqual({});
    await page.goto('/ops/faults');
    await page.getByRole('heading', { name: 'For administrators' }).waitFor();
    expect(await changing(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('sees less than an administrator does on the same pages', async () => {
    const { page, context } = await opened.asAdmin();
    const seen: Record<string, string[]> = {};
    for (const name of ['incident', 'alarm', 'faults'] as const) {
      await PAGES[name](page);
      seen[name] = await changing(page);
    }
    expect(seen).toEqual({
      incident: ['Acknowledge', 'Call the next contact', 'Add it'],
      alarm: ['Mute for a while'],
      faults: ['Switch on'],
    });
    await context.close();
  });

  test('is refused whatever would change something, whoever wrote the page that asks', async () => {
    const { page, context } = await opened.as('viewer');
    await page.goto('/ops');
    const writing = FUNCTIONS.ops.routes.flatMap((route) =>
      route.access === 'admin' ? [{ method: route.method, path: route.path.replace(/\{\w+\}/g, 'any') }] : [],
    );
    const local = [
      { method: 'PUT', path: '/_local/faults/dynamodb-errors' },
      { method: 'DELETE', path: '/_local/faults' },
    ];
    const statuses = await page.evaluate(
      (calls) =>
        Promise.all(
          calls.map(async ({ method, path }) => {
            const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
            return (await fetch(path, { method, headers, body: '{}' })).status;
          }),
        ),
      [...writing, ...local],
    );
    expect(writing.length).toBeGreaterThan(4);
    expect(statuses).toEqual([...writing, ...local].map(() => 403));
    await context.close();
  });
});
