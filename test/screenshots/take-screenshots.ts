import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetMetricWidgetImageCommand } from '@aws-sdk/client-cloudwatch';
import type { Page } from 'playwright-core';
import { API_ID } from '../../local/deploy/place.ts';
import { launchBrowser, visit } from '../e2e/support/browser.ts';
import { signIn } from '../e2e/support/steps.ts';
import { awsClients } from '../support/aws-clients.ts';
import { putFault, removeFault, virtualNow } from '../support/control.ts';
import { startSystem } from '../support/running-system.ts';
import { callApi } from '../support/shopper.ts';

/** `npm run screenshots`: the pictures of the README, taken of the running system with shoppers in it. */
const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'screenshots');
const MINUTE = 60_000;

const system = await startSystem({ options: ['--speed', '30', '--traffic', '40'] });
const browser = await launchBrowser();
const { cloudwatch } = awsClients(system.awsUrl);

async function untilVirtualMinutes(minutes: number): Promise<void> {
  const end = (await virtualNow(system.awsUrl)).getTime() + minutes * MINUTE;
  while ((await virtualNow(system.awsUrl)).getTime() < end) await callApi(system.siteUrl, 'GET', '/health/live');
}

async function picture(page: Page, path: string, name: string): Promise<void> {
  await page.goto(path);
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  process.stdout.write(`docs/screenshots/${name}.png\n`);
}

/** The last forty minutes of the API as GetMetricWidgetImage draws them. */
async function widgetPicture(name: string, widget: object): Promise<void> {
  const metrics = [
    ['AWS/ApiGateway', 'Count', 'ApiId', API_ID, { label: 'Requests', stat: 'Sum' }],
    ['.', '5xx', '.', '.', { label: 'Server errors', stat: 'Sum' }],
  ];
  const common = { title: 'Requests a minute', metrics, period: 60, start: '-PT40M', width: 640, height: 320 };
  const { MetricWidgetImage: image } = await cloudwatch.send(
    new GetMetricWidgetImageCommand({ MetricWidget: JSON.stringify({ ...common, ...widget }) }),
  );
  if (image === undefined) throw new Error('CloudWatch drew no picture');
  writeFileSync(join(FOLDER, `${name}.png`), image);
  process.stdout.write(`docs/screenshots/${name}.png\n`);
}

try {
  mkdirSync(FOLDER, { recursive: true });
  if (system.admin === undefined) throw new Error('the first start named no administrator');
  const { page } = await visit(browser, system.siteUrl, {
    viewport: { width: 1280, height: 860 },
    colorScheme: 'light',
  });
  await picture(page, '/', 'shop');
  await untilVirtualMinutes(20);
  const began = await virtualNow(system.awsUrl);
  await putFault(system.awsUrl, 'dynamodb-errors', { rate: 0.6 });
  await untilVirtualMinutes(8);
  await removeFault(system.awsUrl, 'dynamodb-errors');
  await untilVirtualMinutes(12);
  const vertical = [{ label: 'fault', value: began.toISOString() }];
  await widgetPicture('widget-light', { annotations: { vertical } });
  await widgetPicture('widget-dark', { theme: 'dark', stacked: true });
  await signIn(page, system.admin);
  await picture(page, '/ops', 'console');
  await picture(page, '/ops/notifications', 'notifications');
  await page.goto('/ops/traces');
  await page.getByLabel('Route contains').fill('/api/checkout');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('link', { name: 'POST /api/checkout' }).first().click();
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(FOLDER, 'trace.png') });
} finally {
  await browser.close();
  await system.stop();
}
