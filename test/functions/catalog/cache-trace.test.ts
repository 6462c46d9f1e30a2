import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedShop, startEmbeddedShop } from '../../support/embedded-shop.ts';
import { httpEvent } from '../../support/http-event.ts';
import { type LambdaEnvironment, startLambdaEnvironment } from '../../support/lambda-environment.ts';
import { type SegmentListener, startSegmentListener } from '../../support/segment-listener.ts';

let shop: EmbeddedShop;
let xray: SegmentListener;
let catalog: LambdaEnvironment;
beforeAll(async () => {
  [shop, xray] = await Promise.all([startEmbeddedShop(), startSegmentListener()]);
  const environment = Object.fromEntries(
    ['STAGE', 'SITE_URL', 'TABLE_NAME', 'AWS_ENDPOINT_URL_DYNAMODB', 'AWS_REGION', 'AWS_ACCESS_KEY_ID']
      .concat('AWS_SECRET_ACCESS_KEY', 'PSEUDONYM_KEY', 'VERSION')
      .map((key) => [key, process.env[key] ?? '']),
  );
  catalog = startLambdaEnvironment({ ...environment, POWERTOOLS_SERVICE_NAME: 'catalog' }, xray.port);
});
afterAll(async () => {
  await catalog.stop();
  xray.stop();
  await shop.stop();
});

const TRACE = 'Root=1-66000000-000000000000000000000001;Parent=000000000000000f;Sampled=1';

test('a trace says whether the catalogue came from memory; only one that did not went to the table', async () => {
  const read = async () => {
    xray.clear();
    const { statusCode } = await catalog.invoke('catalog', httpEvent('GET', '/api/products'), TRACE);
    expect(statusCode).toBe(200);
    const documents = await xray.received('GET /api/products', 'catalogue cache');
    const cache = documents.find(({ name }) => name === 'catalogue cache');
    const calls = documents.filter(({ name, parent_id }) => name === 'DynamoDB' && parent_id === cache?.id);
    return { hit: cache?.annotations?.hit, calls: calls.length };
  };
  expect(await read()).toEqual({ hit: false, calls: 1 });
  expect(await read()).toEqual({ hit: true, calls: 0 });
});

/** What a strongly consistent read of a small item costs; any other one costs half of it. */
const CONSISTENT = 1;

test.each(['', '/picture'])('GET /api/products/{id}%s reads the product consistently', async (rest) => {
  const { id } = await shop.product('mug');
  xray.clear();
  await catalog.invoke('catalog', httpEvent('GET', `/api/products/${id}${rest}`), TRACE);
  const [call] = (await xray.received('DynamoDB')).filter(({ name }) => name === 'DynamoDB');
  expect(call?.aws?.consumed_capacity).toMatchObject({ capacity_units: CONSISTENT });
});
