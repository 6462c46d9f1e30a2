import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { drillMorning } from '../support/drill/drill-start.ts';
import { judgeSilence } from '../support/silence/judge-silence.ts';
import { runSilence } from '../support/silence/run-silence.ts';

const HOUR = 3_600_000;
/** Midnight of the day on which drills begin. */
const MIDNIGHT = Math.floor(drillMorning(Date.now()) / (24 * HOUR)) * 24 * HOUR;

/** Parts of an ordinary day; the busiest one begins with a release. */
const PARTS = {
  'at night, when hardly anybody comes': { start: MIDNIGHT + 2.5 * HOUR, traffic: 0.3, minutes: 60, orders: 0 },
  'at seven in the evening, when most people shop, and a release is deployed': {
    ...{ start: MIDNIGHT + 19 * HOUR, traffic: 2, minutes: 30, orders: 5 },
  },
};

describe('silence: on an ordinary day no alarm disturbs anybody', () => {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  it.concurrent.each(Object.entries(PARTS))(
    '%s',
    async (_sentence, { start, traffic, minutes, orders }) => {
      const folder = mkdtempSync(join(tmpdir(), 'smallcart-silence-'));
      folders.push(folder);
      const report = await runSilence({ start, traffic, minutes, folder }, { tell: () => {} });
      expect(judgeSilence(report)).toEqual([]);
      expect(report.counts.orders).toBeGreaterThanOrEqual(orders);
    },
    300_000,
  );
});
