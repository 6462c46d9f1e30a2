import { afterAll, beforeAll, expect, test } from 'vitest';
import { api as ops } from '../../../functions/ops/app.ts';
import { HTTP_FUNCTION_IDS } from '../../../monitoring/resources.ts';
import { callFunction, type EmbeddedShop, shopApis, startEmbeddedShop } from '../../support/embedded-shop.ts';

const apis = { ...shopApis(), ops };
let shop: EmbeddedShop;
beforeAll(async () => {
  shop = await startEmbeddedShop();
});
afterAll(() => shop.stop());

test.each(HTTP_FUNCTION_IDS)('GET /health/%s says that the function reaches the table', async (id) => {
  const api = Object.entries(apis).find(([known]) => known === id)?.[1];
  if (!api) throw new Error(`There is no API of ${id}.`);
  const { status, headers, body } = await callFunction(api, 'GET', `/health/${id}`);
  expect([status, headers['cache-control'], body]).toEqual([200, 'no-store', { status: 'ok' }]);
});
