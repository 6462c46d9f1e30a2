import type { ScheduledEvent } from 'aws-lambda';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { handler } from '../../../functions/probe/handler.ts';
import { type SmallShop, startSmallShop } from './small-shop.ts';

const event: ScheduledEvent = {
  id: 'event-1',
  version: '0',
  account: '000000000000',
  time: '2026-11-21T10:00:00Z',
  region: 'us-east-1',
  resources: [],
  source: 'aws.scheduler',
  'detail-type': 'Scheduled Event',
  detail: {},
};

let shop: SmallShop;
let printed: string[];
beforeEach(async () => {
  shop = await startSmallShop();
  printed = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    printed.push(String(chunk));
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await shop.stop();
});

async function run(): Promise<Record<string, unknown>> {
  await handler(event, { awsRequestId: 'request-1' });
  const lines = printed.filter((line) => line.includes('_aws'));
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0] ?? '');
}

// The environment is read once per execution environment, so one test goes through good and bad in one.
test('a walk always ends with its metrics and a line that says where it failed', async () => {
  vi.stubEnv('STAGE', 'test');
  vi.stubEnv('SITE_URL', shop.url.href);
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'probe');

  const good = await run();
  expect(good).toMatchObject({ ProbeSuccess: 1, service: 'probe', level: 'INFO', correlationId: 'request-1' });
  expect(good).not.toHaveProperty('step');

  printed.length = 0;
  shop.break('GET /api/cart', { status: 500 });
  const bad = await run();
  expect(bad).toMatchObject({ ProbeSuccess: 0, level: 'ERROR', step: 'read cart', synthetic: 'probe' });
  expect(bad.message).toContain('answered 500');
});
