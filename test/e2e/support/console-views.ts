import type { Page } from 'playwright-core';
import { DASHBOARD_IDS } from '../../../monitoring/dashboards/panel.ts';
import type { ConsoleRoute } from '../../../web/src/console/console-route.ts';
import { panel } from './console.ts';

/** Goes to a view, whatever is shown before, and waits until it is whole. */
export type Reach = (page: Page) => Promise<unknown>;

const ACCOUNT = '/ops/map?select=account';

/** Waits until nothing is loading any more of what is in view. */
async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Console' }).waitFor();
  await page.waitForFunction(() => document.querySelector('main :is(.skeleton, [aria-busy="true"])') === null);
}

/** Everything on a dashboard is seen once, from its top to its end: what nobody sees is not loaded. */
async function seeAll(page: Page): Promise<void> {
  await page.locator('.panel').first().waitFor();
  await page.evaluate(async () => {
    const painted = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    for (let y = 0; y < document.documentElement.scrollHeight; y += window.innerHeight / 2) {
      window.scrollTo(0, y);
      await painted();
    }
    window.scrollTo(0, 0);
  });
  await settled(page);
}

const at =
  (path: string, ready: (page: Page) => Promise<unknown> = async () => undefined): Reach =>
  async (page) => {
    await page.goto(path);
    await settled(page);
    await ready(page);
    await settled(page);
  };

const link = (page: Page, name: string) => page.getByRole('link', { name }).first();

const alarm = (id: string): Reach =>
  at(`/ops/alarms/smallcart-local-${id}`, async (page) => {
    await page.locator('.history-item').first().waitFor();
    await panel(page, 'What it looks at').scrollIntoViewIfNeeded();
    await panel(page, 'What it looks at').locator('canvas, .panel-empty').waitFor();
  });

/** Every page of the console by its address; what there is to look at has been put there. */
export const PAGES: Readonly<Record<ConsoleRoute['page'], Reach>> = {
  overview: async (page) => {
    await page.goto('/ops');
    await panel(page, 'Requests').waitFor();
    await seeAll(page);
  },
  dashboards: at('/ops/dashboards', (page) => link(page, 'System health').waitFor()),
  dashboard: async (page) => {
    await page.goto('/ops/dashboards/system');
    await seeAll(page);
  },
  incidents: at('/ops/incidents', (page) => link(page, 'Failed deployment').waitFor()),
  incident: at('/ops/incidents', async (page) => {
    await link(page, 'Failed deployment').click();
    await page.getByRole('heading', { name: 'Who is told' }).waitFor();
  }),
  runbooks: at('/ops/runbooks', (page) => link(page, 'High latency').waitFor()),
  runbook: at('/ops/runbooks/high-latency', (page) => page.getByRole('figure').first().waitFor()),
  alarms: at('/ops/alarms', (page) => link(page, 'Application down').waitFor()),
  alarm: alarm('ledger-mismatch'),
  notifications: at('/ops/notifications', (page) => page.locator('.notification, .empty-state').first().waitFor()),
  objectives: at('/ops/slos', async (page) => {
    await page.getByText('Day by day').first().click();
    await page
      .getByRole('row', { name: /^20\d\d-/ })
      .first()
      .waitFor();
  }),
  reports: at('/ops/reports', (page) => page.getByText('Not kept: Availability').waitFor()),
  report: at('/ops/reports/2026-05-25-week', (page) => page.getByRole('row', { name: /Shop unavailable/ }).waitFor()),
  logs: at('/ops/logs', async (page) => {
    await page.locator('.line summary').first().click();
    await page.locator('.line-fields').waitFor();
  }),
  metrics: at(
    `/ops/metrics?${new URLSearchParams({ expression: "SEARCH('{AWS/Lambda,FunctionName} MetricName=\"Errors\"', 'Sum', 60)" })}`,
    (page) => panel(page, 'Metrics').locator('canvas').waitFor(),
  ),
  traces: at('/ops/traces', (page) => page.getByRole('row').getByRole('link').first().waitFor()),
  trace: at('/ops/traces', async (page) => {
    await page.getByRole('row').getByRole('link').first().click();
    await page.locator('.segment summary').first().click();
  }),
  map: at(ACCOUNT, async (page) => {
    await page.getByRole('heading', { name: 'account (function)' }).waitFor();
    await page.locator('.outcome-chart').waitFor();
  }),
  deployments: at('/ops/deployments', (page) => page.locator('.deployment-now').waitFor()),
  deployment: at('/ops/deployments', async (page) => {
    await page.getByRole('row').filter({ hasText: 'Serves' }).getByRole('link').click();
    await page.locator('.deployment-check').waitFor();
  }),
  cost: at('/ops/cost', (page) => page.getByRole('row', { name: /^Custom metrics/ }).waitFor()),
  faults: at('/ops/faults', async (page) => {
    await page.locator('.fault-summary').first().click();
    await page.getByText('Settings', { exact: true }).click();
    await page.getByRole('heading', { name: 'What to watch' }).waitFor();
  }),
  unknown: at('/ops/nowhere', (page) => page.getByRole('heading', { name: 'Nothing here' }).waitFor()),
};

const dashboard = (id: string): Reach => PAGES_OF_DASHBOARDS[`the dashboard ${id}`] ?? (() => Promise.resolve());

/** The dashboards that are no page of their own above, each seen from top to end. */
const PAGES_OF_DASHBOARDS: Readonly<Record<string, Reach>> = Object.fromEntries(
  DASHBOARD_IDS.filter((id) => id !== 'overview' && id !== 'system').map((id) => [
    `the dashboard ${id}`,
    async (page: Page) => {
      await page.goto(`/ops/dashboards/${id}`);
      await seeAll(page);
    },
  ]),
);

/** What pages look like in other states than the one in which one comes to them. */
export const STATES: Readonly<Record<string, Reach>> = {
  ...PAGES_OF_DASHBOARDS,
  'where a panel leads to': async (page) => {
    await dashboard('telemetry')(page);
    await panel(page, 'Lines by level').getByLabel('Lines by level: more').click();
  },
  'every panel as a table': async (page) => {
    await dashboard('inventory')(page);
    const tables = page.locator('.panel-toggle');
    for (let index = 0; index < (await tables.count()); index += 1) await tables.nth(index).click();
  },
  'an alarm with a graph': alarm('high-error-rate'),
  'a composite alarm': at('/ops/alarms/smallcart-local-shop-unavailable', (page) =>
    page.getByRole('definition').getByRole('link', { name: 'High error rate' }).waitFor(),
  ),
  'the service map as tables': at(ACCOUNT, async (page) => {
    await page.getByRole('button', { name: 'Tables' }).click();
    await page.getByRole('table', { name: 'Calls' }).waitFor();
  }),
  'log lines by a pattern': at('/ops/logs?search=pattern&functions=account', (page) =>
    page.locator('.notification summary').first().click(),
  ),
  'figures of log lines': at('/ops/logs?saved=by-level', (page) => page.locator('.result-table').waitFor()),
  'a deployment that failed': at('/ops/deployments', async (page) => {
    await page.getByRole('row').filter({ hasText: 'Failed' }).getByRole('link').click();
    await page.getByRole('alert').waitFor();
  }),
  'what was received': at('/ops/notifications?view=received', (page) =>
    page.locator('.notification summary, .empty-state').first().click(),
  ),
};

/** What is told of what was asked wrongly; the browser complains that it was refused. */
export const MISTAKES: Readonly<Record<string, Reach>> = {
  'the question for how long to mute': at('/ops/alarms/smallcart-local-ledger-mismatch', async (page) => {
    await page.getByRole('button', { name: 'Mute for a while' }).click();
    await page.getByRole('button', { name: 'Mute it' }).click();
    await page.getByText('This must be at least 3 characters long.').waitFor();
  }),
  'a filter that is wrong': at('/ops/traces?filter=fault%20%3D', async (page) => {
    await page.locator('.filter-mistake').waitFor();
    await page.getByText('Help with filter expressions').click();
  }),
  'a query that is wrong': at(`/ops/logs?${new URLSearchParams({ query: 'srot @timestamp' })}`, (page) =>
    page.locator('.token-wrong').waitFor(),
  ),
  'an alarm that there is not': at('/ops/alarms/smallcart-local-nothing', (page) =>
    page.getByRole('heading', { name: 'No such alarm' }).waitFor(),
  ),
  'the page that a link to acknowledge opens': async (page) => {
    await page.goto('/acknowledge#incident=inc_01JZ8Q4M6T9V3B5C7D9F1G3H5J&token=first.x');
    await page.getByText('This link acknowledges nothing').waitFor();
  },
};
