import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { gatewayPath } from '../../functions/lib/request.ts';
import { FUNCTIONS } from '../../functions/manifest.ts';
import { api as ops } from '../../functions/ops/app.ts';
import { FUNCTION_IDS, HTTP_FUNCTION_IDS } from '../../monitoring/resources.ts';
import { shopApis } from '../support/embedded-shop.ts';

const apis = { ...shopApis(), ops };

describe.each(Object.entries(apis))('the routes of %s', (id, api) => {
  test('are those that the manifest deploys', () => {
    const served = api.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${gatewayPath(path)}`);
    const deployed = FUNCTIONS[FUNCTION_IDS.find((known) => known === id) ?? 'catalog'].routes;
    expect(served.sort()).toEqual(deployed.map(({ method, path }) => `${method} ${path}`).sort());
  });
});

test('every function of the manifest serves routes or has an event source, and its entry file exists', () => {
  for (const [id, { handler, routes, source }] of Object.entries(FUNCTIONS)) {
    expect([id, routes.length > 0 || source !== undefined]).toEqual([id, true]);
    expect([id, existsSync(new URL(`../../${handler}`, import.meta.url))]).toEqual([id, true]);
  }
});

test('the functions with routes are those that monitoring/ draws as such', () => {
  const serving = FUNCTION_IDS.filter((id) => FUNCTIONS[id].routes.length > 0);
  expect(serving).toEqual(HTTP_FUNCTION_IDS);
  expect(Object.keys(apis).sort()).toEqual([...HTTP_FUNCTION_IDS].sort());
});

test('no two functions serve the same route', () => {
  const routes = Object.values(FUNCTIONS).flatMap(({ routes }) =>
    routes.map(({ method, path }) => `${method} ${path}`),
  );
  expect(new Set(routes).size).toBe(routes.length);
});

test('checkout has time for the slowest payment, and API Gateway for every function', () => {
  for (const { routes, timeout } of Object.values(FUNCTIONS)) if (routes.length > 0) expect(timeout).toBeLessThan(30);
});
