import type { Browser, BrowserContextOptions } from 'playwright-core';
import { launchBrowser } from '../e2e/support/browser.ts';
import { type RunningSystem, startSystem } from '../support/running-system.ts';
import { firstChart, framesUnderCrosshair, recordSeries, seriesAddress } from './web/charts.ts';
import { type MeasuredPage, PAGES } from './web/pages.ts';
import { observe, type WebVitals, webVitals } from './web/web-vitals.ts';

const ROUNDS = 5;
const VIEWPORTS = { phone: { width: 360, height: 740 }, desktop: { width: 1440, height: 900 } } as const;
type Viewport = keyof typeof VIEWPORTS;

/** A page of one heading from the same server: what browser and machine cost by themselves. */
const BARE = '<!doctype html><html lang="en"><title>Bare</title><h1>Nothing but a heading</h1></html>';

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

type StorageState = NonNullable<BrowserContextOptions['storageState']>;

async function signedIn(browser: Browser, { siteUrl, admin }: RunningSystem): Promise<StorageState> {
  if (admin === undefined) throw new Error('The first start named no administrator.');
  const context = await browser.newContext({ baseURL: siteUrl });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(admin.email);
  await page.getByLabel('Password').fill(admin.password);
  await page
    .locator('main')
    .getByRole('button', { name: /sign in/i })
    .click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  const state = await context.storageState();
  await context.close();
  return state;
}

type Visit = { readonly siteUrl: string; readonly viewport: Viewport; readonly storageState: StorageState | undefined };

/** Opens the page as a new visitor with an empty cache. */
async function measure(browser: Browser, { siteUrl, viewport, storageState }: Visit, page: MeasuredPage | 'bare') {
  const context = await browser.newContext({
    baseURL: siteUrl,
    viewport: VIEWPORTS[viewport],
    ...(storageState === undefined ? {} : { storageState }),
  });
  const tab = await context.newPage();
  await observe(tab);
  if (page === 'bare') await tab.route('**/bare', (route) => route.fulfill({ contentType: 'text/html', body: BARE }));
  await tab.goto(page === 'bare' ? '/bare' : page.path, { waitUntil: 'networkidle' });
  const shown = await webVitals(tab);
  if (page !== 'bare') await page.interact(tab);
  const { inp } = await webVitals(tab);
  await context.close();
  return { ...shown, inp };
}

function medians(all: readonly WebVitals[]): WebVitals {
  const of = (figure: (vitals: WebVitals) => number) => median(all.map(figure));
  return {
    lcp: of((v) => v.lcp),
    cls: of((v) => v.cls),
    inp: of((v) => v.inp),
    scriptKilobytes: of((v) => v.scriptKilobytes),
  };
}

function line(name: string, { lcp, cls, inp, scriptKilobytes }: WebVitals, bare: WebVitals): string {
  const columns = [
    name.padEnd(24),
    `LCP ${lcp.toFixed(0).padStart(5)} ms (${(lcp / bare.lcp).toFixed(1)} × bare)`.padEnd(28),
    `CLS ${cls.toFixed(3)}`.padEnd(12),
    `INP ${inp.toFixed(0).padStart(4)} ms`.padEnd(14),
    `script ${scriptKilobytes.toFixed(1).padStart(6)} KB`,
  ];
  return `${columns.join('  ')}\n`;
}

/** Lines of the chart that must not stutter. */
const MANY = 500;

/** The charts of the console: when the first one is there, and whether one of very many lines keeps up with the mouse. */
async function charts(browser: Browser, { siteUrl, awsUrl }: RunningSystem, storageState: StorageState): Promise<void> {
  await recordSeries(awsUrl, MANY);
  const context = await browser.newContext({ baseURL: siteUrl, viewport: VIEWPORTS.desktop, storageState });
  const page = await context.newPage();
  const overview: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) overview.push(await firstChart(page, '/ops'));
  const many = await firstChart(page, seriesAddress());
  const { longest, usual } = await framesUnderCrosshair(page);
  const figure = (ms: number) => `${ms.toFixed(0)} ms`;
  process.stdout.write(`console: first chart of the overview after ${figure(median(overview))}\n`);
  process.stdout.write(`console: ${MANY} lines after ${figure(many)}; under the crosshair 95 % of frames within `);
  process.stdout.write(`${figure(usual)}, the longest ${figure(longest)}\n`);
  await context.close();
}

const system = await startSystem({ options: ['--no-traffic'] });
const browser = await launchBrowser();
try {
  const admin = await signedIn(browser, system);
  await charts(browser, system, admin);
  for (const viewport of ['phone', 'desktop'] as const) {
    const bare: WebVitals[] = [];
    const results = new Map<string, WebVitals[]>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const guest = { siteUrl: system.siteUrl, viewport, storageState: undefined };
      bare.push(await measure(browser, guest, 'bare'));
      for (const page of PAGES) {
        const visitor = page.who === 'admin' ? { ...guest, storageState: admin } : guest;
        const known = results.get(page.name) ?? [];
        results.set(page.name, [...known, await measure(browser, visitor, page)]);
      }
    }
    const base = medians(bare);
    process.stdout.write(line(`${viewport}: bare page`, base, base));
    for (const [name, vitals] of results) process.stdout.write(line(`${viewport}: ${name}`, medians(vitals), base));
  }
} finally {
  await browser.close();
  await system.stop();
}
