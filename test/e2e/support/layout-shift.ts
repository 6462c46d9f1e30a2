import type { Page } from 'playwright-core';

const WORST = 'worstShift';

/**
 * Has every document that the page opens from now on keep its Cumulative Layout Shift: what moved by itself, in that part of
 * the time, of five seconds at most and without a still one in it, in which most did.
 */
export async function countShifts(page: Page): Promise<void> {
  await page.addInitScript((worst) => {
    let [sum, first, last] = [0, 0, 0];
    Object.assign(globalThis, { [worst]: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (Reflect.get(entry, 'hadRecentInput')) continue;
        const { startTime: at } = entry;
        const isNext = sum > 0 && at - last < 1000 && at - first < 5000;
        if (!isNext) [sum, first] = [0, at];
        last = at;
        sum += Number(Reflect.get(entry, 'value'));
        Object.assign(globalThis, { [worst]: Math.max(sum, Reflect.get(globalThis, worst)) });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  }, WORST);
}

/** The Cumulative Layout Shift of the document that the page shows. */
export const shifted = (page: Page): Promise<number> =>
  page.evaluate((worst) => Number(Reflect.get(globalThis, worst)), WORST);
