import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { Page } from 'playwright-core';
import { virtualNow } from '../../support/control.ts';

const NAMESPACE = 'Bench/Charts';
const MINUTE = 60_000;
const MINUTES = 60;
/** What one PutMetricData call may carry. */
const AT_ONCE = 1_000;

/** Has CloudWatch hold so many metrics with a datapoint for each of the last sixty minutes. */
export async function recordSeries(awsUrl: string, count: number): Promise<void> {
  const client = new CloudWatchClient({
    ...{ endpoint: awsUrl, region: 'us-east-1' },
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  });
  const now = (await virtualNow(awsUrl)).getTime();
  const data = Array.from({ length: count * MINUTES }, (_, index) => {
    const [series, minute] = [index % count, Math.floor(index / count)];
    return {
      ...{ MetricName: 'Load', Dimensions: [{ Name: 'Series', Value: `s${series}` }] },
      ...{ Timestamp: new Date(now - minute * MINUTE), Value: 100 + series + 20 * Math.sin((series + minute) / 5) },
    };
  });
  for (let at = 0; at < data.length; at += AT_ONCE) {
    const MetricData = data.slice(at, at + AT_ONCE);
    await client.send(new PutMetricDataCommand({ Namespace: NAMESPACE, MetricData }));
  }
}

/** The address of the chart that has all of them. */
export function seriesAddress(): string {
  const expression = `SEARCH('{${NAMESPACE},Series} MetricName="Load"', 'Average', 60)`;
  return `/ops/metrics?${new URLSearchParams({ expression })}`;
}

/** Milliseconds from the opening of the page to its first chart. */
export async function firstChart(page: Page, address: string): Promise<number> {
  await page.goto(address);
  await page.locator('.chart canvas').first().waitFor();
  return page.evaluate(() => performance.now());
}

/** The longest and the usual (95 %) time between two frames while the crosshair is moved over the first chart. */
export async function framesUnderCrosshair(page: Page): Promise<{ longest: number; usual: number }> {
  const box = await page.locator('.chart .u-over').first().boundingBox();
  if (box === null) throw new Error('The chart has no place.');
  await page.evaluate(() => {
    const frames: number[] = [];
    Object.assign(globalThis, { frames });
    let last = performance.now();
    const count = (now: number) => {
      frames.push(now - last);
      last = now;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  const steps = 120;
  for (let step = 0; step < steps; step += 1) {
    await page.mouse.move(box.x + (box.width * step) / steps, box.y + box.height / 2);
  }
  const frames = await page.evaluate(() => String(Reflect.get(globalThis, 'frames')).split(',').map(Number));
  const sorted = frames.slice(1).sort((a, b) => a - b);
  return { longest: sorted.at(-1) ?? Number.NaN, usual: sorted[Math.floor(0.95 * sorted.length)] ?? Number.NaN };
}
