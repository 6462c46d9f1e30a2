import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { visit } from '../e2e/support/browser.ts';
import { signIn } from '../e2e/support/steps.ts';
import type { RunningSystem } from '../support/running-system.ts';
import { smallerPng } from './smaller-png.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'screenshots');
const WIDTH = 1280;
const HEIGHT = 900;

/** What a picture is taken of. */
export type Shot = {
  /** Of the file, without its ending; the dark one has `-dark` behind it. */
  readonly name: string;
  readonly path: string;
  /** Of the window, in pixels. */
  readonly height?: number;
  /** Whether there is one on a dark background, too. */
  readonly dark?: boolean;
  /** What somebody does who looks at it, and what they wait for. */
  readonly ready?: (page: Page) => Promise<unknown>;
};

/** Takes pictures of pages as the administrator, or as a guest. */
export type Camera = {
  take(shots: readonly Shot[], who?: 'admin' | 'guest'): Promise<void>;
};

/** Writes a picture below docs/screenshots/, and says so. */
export function writePicture(name: string, png: Uint8Array): void {
  const small = smallerPng(Buffer.from(png));
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${name}.png`), small);
  process.stdout.write(`docs/screenshots/${name}.png ${Math.ceil(small.length / 1_000)} kB\n`);
}

/** Until nothing is loading any more that can be seen. */
async function loaded(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

async function takeOne(page: Page, shot: Shot, name: string): Promise<void> {
  await page.setViewportSize({ width: WIDTH, height: shot.height ?? HEIGHT });
  await page.goto(shot.path);
  await loaded(page);
  await shot.ready?.(page);
  await loaded(page);
  await page.mouse.move(0, 0);
  writePicture(name, await page.screenshot({ animations: 'disabled', caret: 'hide' }));
}

/** Opens a camera on a running system: everything that a machine decides about how a page looks is fixed but its fonts. */
export function openCamera(browser: Browser, { siteUrl, admin }: RunningSystem): Camera {
  if (admin === undefined) throw new Error('The first start named no administrator.');
  return {
    async take(shots, who = 'admin') {
      for (const colorScheme of ['light', 'dark'] as const) {
        const wanted = shots.filter(({ dark = false }) => colorScheme === 'light' || dark);
        if (wanted.length === 0) continue;
        const look = { deviceScaleFactor: 1, locale: 'en-GB', timezoneId: 'UTC', reducedMotion: 'reduce' } as const;
        const { page, context } = await visit(browser, siteUrl, { ...look, colorScheme });
        if (who === 'admin') await signIn(page, admin);
        for (const shot of wanted) await takeOne(page, shot, colorScheme === 'dark' ? `${shot.name}-dark` : shot.name);
        await context.close();
      }
    },
  };
}
