import { DatabaseSync } from 'node:sqlite';
import parse from 'parse-prometheus-text-format';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createScrape } from '../../../../functions/ops/prometheus/scrape.ts';
import { createClock } from '../../../../local/clock.ts';
import { type CloudWatch, createCloudWatch } from '../../../../local/cloudwatch/create-cloudwatch.ts';
import { deployMonitoring } from '../../../../local/deploy/deploy-monitoring.ts';
import { NOON } from '../../../support/http-event.ts';
import { type EmbeddedOps, startEmbeddedOps } from '../embedded-ops.ts';

const MINUTE = 60_000;
const TOKEN = 'a token of a test that is no secret at all'.replaceAll(' ', '-');

let ops: EmbeddedOps;
let embedded: CloudWatch;
const store = new DatabaseSync(':memory:');
beforeAll(async () => {
  const clock = createClock({ mode: 'simulated', speed: 1, start: NOON });
  embedded = createCloudWatch({ clock, store, publish: () => {} });
  await deployMonitoring(embedded.service, NOON);
  ops = await startEmbeddedOps([embedded.service]);
  process.env.METRICS_TOKEN = TOKEN;
  const record = (name: string, dimensions: Readonly<Record<string, string>>, value: number, ago: number) =>
    embedded.record({ namespace: 'SmallCart/local', name, dimensions, unit: 'Count', timestamp: NOON - ago, value });
  record('Orders', { Status: 'paid' }, 1, 2 * MINUTE);
  for (const value of [2, 3]) record('Orders', { Status: 'paid' }, value, MINUTE);
  record('Orders', { Status: 'shipped' }, 1, 10 * MINUTE);
  record('Items', {}, 24, MINUTE);
});
afterAll(async () => {
  await ops.stop();
  embedded.stop();
  store.close();
});

const scrape = () => ops.read('/metrics', { authorization: `Bearer ${TOKEN}` });

describe('/metrics', () => {
  it('is text that Prometheus reads, of the last minute that CloudWatch has', async () => {
    const { status, contentType, body } = await scrape();
    expect([status, contentType]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    const families = new Map(parse(body).map((family) => [family.name, family]));
    expect(families.get('smallcart_orders_sum')?.metrics).toEqual([{ labels: { status: 'paid' }, value: '5' }]);
    expect(families.get('smallcart_items_maximum')?.metrics).toEqual([{ value: '24' }]);
  });

  it('says how many metrics CloudWatch was asked for, as it bills each', async () => {
    const { body } = await scrape();
    const [family] = parse(body).filter(({ name }) => name === 'smallcart_scrape_metrics_requested');
    expect(Number(family?.metrics[0]?.value)).toBeGreaterThan(50);
  });

  it.each([
    ['a guest', {}, 401],
    ['a wrong token', { authorization: `Bearer ${TOKEN.slice(1)}x` }, 401],
    ['half of the token', { authorization: `Bearer ${TOKEN.slice(0, 20)}` }, 401],
  ])('is nothing for %s', async (_, headers, status) => {
    const answer = await ops.read('/metrics', headers);
    expect([answer.status, answer.body]).toEqual([status, expect.stringContaining('Send the metrics token')]);
  });
});

describe('a scrape', () => {
  it('asks CloudWatch again only after a while, however often it is made', async () => {
    let elapsed = 0;
    const read = createScrape(() => elapsed);
    const first = await read(NOON);
    embedded.record({
      ...{ namespace: 'SmallCart/local', name: 'Items', dimensions: {}, unit: 'Count' as const },
      ...{ timestamp: NOON - MINUTE, value: 25 },
    });
    elapsed = 54_000;
    expect(await read(NOON)).toBe(first);
    elapsed = 56_000;
    expect(await read(NOON)).toContain('smallcart_items_maximum 25');
  });

  it('forgets a failure at once', async () => {
    const operations = embedded.service.operations as Record<string, unknown>;
    const { GetMetricData } = operations;
    const read = createScrape(() => 0);
    delete operations.GetMetricData;
    await expect(read(NOON)).rejects.toThrow('CloudWatch did not answer GetMetricData');
    operations.GetMetricData = GetMetricData;
    expect(await read(NOON)).toContain('smallcart_orders_sum');
  });
});
