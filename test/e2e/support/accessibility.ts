import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * Violations of WCAG 2.2 A and AA and of axe's best practices, or of the rules that are named; each with where it is. No page
 * has frames, so that axe may run within it. It is put into a document once, and does not write down what is as it should be:
 * that takes longer than to look.
 */
export async function violations(page: Page, rules: readonly string[] = []): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  const axe = new AxeBuilder({ page, ...(isThere && { axeSource: 'void 0' }) }).setLegacyMode();
  axe.options({ resultTypes: ['violations'] });
  if (rules.length > 0) axe.withRules([...rules]);
  const found = await axe.analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** Content that is wider than the page (WCAG 1.4.10), by how many px. */
export const scrollsSideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

/** What is wrong with how the page is now: violations, and sideways scrolling. */
export async function faults(page: Page): Promise<string[]> {
  const overflow = await scrollsSideways(page);
  const found = await violations(page);
  return overflow > 0 ? [...found, `scrolls sideways by ${overflow} px`] : found;
}
