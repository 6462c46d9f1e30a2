import type { Page } from 'playwright-core';

/** What a visitor feels of a page: milliseconds, layout shift score, kilobytes of script as they were sent. */
export type WebVitals = {
  readonly lcp: number;
  readonly cls: number;
  /** The slowest interaction, as "Interaction to Next Paint" counts on pages with few of them; 0 without one. */
  readonly inp: number;
  readonly scriptKilobytes: number;
};

/** Has the page observe itself from its first moment on; to be called before it is opened. */
export async function observe(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = { lcp: 0, cls: 0, inp: 0 };
    Object.assign(globalThis, { seen });
    const watch = (type: string, each: (entry: PerformanceEntry) => void, options: object = {}) =>
      new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true, ...options });
    watch('largest-contentful-paint', ({ startTime }) => {
      seen.lcp = startTime;
    });
    watch('layout-shift', (entry) => {
      if (!Reflect.get(entry, 'hadRecentInput')) seen.cls += Number(Reflect.get(entry, 'value'));
    });
    const longest = (entry: PerformanceEntry) => {
      if (Reflect.get(entry, 'interactionId')) seen.inp = Math.max(seen.inp, entry.duration);
    };
    watch('event', longest, { durationThreshold: 16 });
  });
}

/** What has been observed so far. */
export function webVitals(page: Page): Promise<WebVitals> {
  return page.evaluate(async () => {
    // Entries are handed out after the next paint.
    await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted, 50)));
    const scripts = performance
      .getEntriesByType('resource')
      .filter((entry) => /\.js($|\?)/.test(entry.name))
      .reduce((sum, entry) => sum + Number(Reflect.get(entry, 'encodedBodySize')), 0);
    return { ...Reflect.get(globalThis, 'seen'), scriptKilobytes: scripts / 1024 };
  });
}
