import type { Page } from 'playwright-core';
import { DASHBOARD_IDS, type DashboardId } from '../../monitoring/dashboards/panel.ts';
import { launchBrowser } from '../e2e/support/browser.ts';
import { awsClients } from '../support/aws-clients.ts';
import { virtualNow } from '../support/control.ts';
import { openCamera } from './camera.ts';
import { beginStory } from './story.ts';
import { takeWidgetPictures } from './widget-pictures.ts';

/** What is looked at where there is nothing to see in an hour. */
const RANGES: Partial<Record<DashboardId, string>> = { deployments: '?range=180' };

/** Before a fault is switched on. */
const openFault = (page: Page) => page.getByText('dynamodb-errors', { exact: true }).click();

const chooseCheckout = (page: Page) =>
  page
    .getByRole('link', { name: /^checkout, / })
    .first()
    .click();

const readCriticalMessage = async (page: Page) => {
  await page.getByText('As it was received').click();
  await page
    .locator('summary')
    .filter({ hasText: 'CRITICAL: Table failing' })
    .filter({ hasText: 'Slack' })
    .first()
    .click();
};

/** `npm run screenshots`: the pictures of the README and of docs/, taken of the running system with shoppers in it. */
const story = await beginStory();
const browser = await launchBrowser();
try {
  const { awsUrl } = story.system;
  const camera = openCamera(browser, story.system);
  await camera.take([{ name: 'shop', path: '/', dark: true, height: 720 }], 'guest');
  await story.wellFor();
  await camera.take([{ name: 'faults', path: '/ops/faults', ready: openFault }]);
  const began = await virtualNow(awsUrl);
  const { incident } = await story.fail();
  await camera.take([
    { name: 'console', path: '/ops', dark: true },
    { name: 'incident', path: `/ops/incidents/${incident}`, dark: true },
    { name: 'alarm', path: '/ops/alarms/smallcart-local-high-error-rate', height: 1060 },
    { name: 'notifications', path: '/ops/notifications', ready: readCriticalMessage },
  ]);
  await story.recover();
  await takeWidgetPictures(awsClients(awsUrl).cloudwatch, began);
  await camera.take([
    ...DASHBOARD_IDS.map((id) => ({ name: `dashboard-${id}`, path: `/ops/dashboards/${id}${RANGES[id] ?? ''}` })),
    { name: 'map', path: '/ops/map?group=checkout', dark: true, ready: chooseCheckout },
    { name: 'trace', path: `/ops/traces/${await story.orderTrace()}`, dark: true },
    { name: 'logs', path: '/ops/logs' },
  ]);
} finally {
  await browser.close();
  await story.end();
}
