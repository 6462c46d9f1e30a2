import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FuzzReport, runFuzz } from '../fuzz/run-fuzz.ts';
import { type RunningSystem, startSystem } from '../support/running-system.ts';

const REQUESTS = 1_500;
/** The same requests every time; `npm run fuzz` sends others. */
const SEED = 3;

let system: RunningSystem;
let report: FuzzReport;
beforeAll(async () => {
  system = await startSystem({ options: ['--simulated', '--no-traffic'] });
  report = await runFuzz({ requests: REQUESTS, seed: SEED }, system);
}, 300_000);
afterAll(() => system?.stop());

it('every answer to requests good and bad of every operation is as the API’s document says, and none is a failure of ours', () => {
  expect(report.findings).toEqual([]);
  expect(report.requests).toBe(REQUESTS);
});

it('the requests get through: most operations succeed, and are refused, at least once', () => {
  expect(report.succeeded.length).toBeGreaterThan(2 * report.neverSucceeded.length);
  for (const status of [200, 201, 204, 400, 401, 403, 404, 409, 413, 415])
    expect(report.statuses[status] ?? 0, String(status)).toBeGreaterThan(0);
});
