import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startBilling } from '../../../local/billing/billing.ts';
import { chargesOf } from '../../../local/billing/charges.ts';
import type { FunctionUsages } from '../../../monitoring/measured-traffic.ts';
import { PRICES } from '../../../monitoring/prices.ts';
import { type EmbeddedCloudWatch, embedCloudWatch } from '../../support/embedded-cloudwatch.ts';

const HOUR = 3_600_000;
/** The beginning of a month of thirty days. */
const JUNE = Date.parse('2026-06-01T00:00:00Z');

describe('charges', () => {
  const of = (invocations: number, milliseconds = 0, logBytes = 0): FunctionUsages =>
    new Map([['ops', { invocations, milliseconds, logBytes }]]);

  it('grow with the month although nothing runs, as definitions are there', () => {
    const month = chargesOf(new Map(), 1);
    expect(month).toBeGreaterThan(0);
    expect(chargesOf(new Map(), 0)).toBe(0);
    expect(chargesOf(new Map(), 0.5)).toBeCloseTo(month / 2);
  });

  it('grow with what runs, and with the time that it takes', () => {
    const many = 10_000_000;
    const one = chargesOf(of(many), 0);
    expect(one).toBeGreaterThan((many * PRICES.apiPerMillion) / 1e6);
    expect(chargesOf(of(many, many * 1_000), 0) - one).toBeCloseTo(
      (many * 0.5 - PRICES.functionGigabyteSecondsFree) * PRICES.functionGigabyteSecond,
    );
  });

  it('are for lines beyond the free five gigabytes', () => {
    expect(chargesOf(of(1, 0, 7e9), 0) - chargesOf(of(1, 0, 5e9), 0)).toBeCloseTo(2 * PRICES.logsPerGigabyte);
  });
});

describe('the account', () => {
  let embedded: EmbeddedCloudWatch;
  let stop: () => void;
  let factor = 1;
  const bill = (): void => {
    const { clock, cloudWatch } = embedded;
    const { record } = cloudWatch;
    stop = startBilling({ clock, cloudwatch: cloudWatch.service, record, factor: () => factor });
  };
  const open = (start: number): void => {
    factor = 1;
    embedded = embedCloudWatch(undefined, { start });
    bill();
  };
  beforeEach(() => open(JUNE));
  afterEach(() => {
    stop();
    embedded.cloudWatch.stop();
  });

  /** Function invocations at the present time. */
  function run(count: number): void {
    const dimensions = { FunctionName: 'smallcart-local-ops' };
    const sample = { namespace: 'AWS/Lambda', name: 'Invocations', unit: 'Count' as const, dimensions };
    embedded.cloudWatch.record({ ...sample, timestamp: embedded.clock.now(), value: 1, count });
  }

  async function charged(): Promise<readonly number[]> {
    const { Datapoints } = Object(
      await embedded.call('GetMetricStatistics', {
        ...{ Namespace: 'AWS/Billing', MetricName: 'EstimatedCharges', Period: 3_600, Statistics: ['Maximum'] },
        Dimensions: [{ Name: 'Currency', Value: 'USD' }],
        StartTime: JUNE / 1_000,
        EndTime: embedded.clock.now() / 1_000 + 3_600,
      }),
    );
    const points: { Timestamp: number | string; Maximum: number }[] = Datapoints;
    return points.sort((a, b) => (a.Timestamp < b.Timestamp ? -1 : 1)).map(({ Maximum }) => Maximum);
  }

  it('is told every six hours and only grows, whether anything runs or not', async () => {
    await embedded.clock.advance(24 * HOUR);
    const told = await charged();
    const [may = 0, ...june] = told;
    expect(may).toBeCloseTo(chargesOf(new Map(), 1), 1);
    expect(june).toHaveLength(4);
    expect(june.toSorted((a, b) => a - b)).toEqual(june);
    expect(june[3]).toBeCloseTo(chargesOf(new Map(), 1 / 30), 1);
  });

  it('is told of no other times by starts in between, so that nobody takes their minutes for a pace', async () => {
    stop();
    embedded.cloudWatch.stop();
    open(JUNE + 9.5 * HOUR);
    await embedded.clock.advance(HOUR);
    const first = await charged();
    expect(first).toHaveLength(1);
    for (let starts = 0; starts < 3; starts++) {
      run(10_000_000);
      stop();
      bill();
      await embedded.clock.advance(HOUR / 4);
    }
    expect(await charged()).toEqual(first);
    await embedded.clock.advance(HOUR);
    const [before = 0, after = 0, ...more] = await charged();
    expect(after - before).toBeGreaterThan(10);
    expect(more).toEqual([]);
  });

  it('is charged for what has run once, however often it is told', async () => {
    run(10_000_000);
    await embedded.clock.advance(12 * HOUR);
    const [, first = 0, second = 0] = await charged();
    expect(first).toBeGreaterThan(10);
    expect(second - first).toBeLessThan(1);
  });

  it('begins anew with the month', async () => {
    stop();
    embedded.cloudWatch.stop();
    open(JUNE + 29.5 * 24 * HOUR);
    run(10_000_000);
    await embedded.clock.advance(18 * HOUR);
    const [before, , end, beginning] = await charged();
    expect(before).toBeGreaterThan(10);
    expect(end).toBeGreaterThan(before ?? 0);
    expect(beginning).toBeLessThan(1);
  });

  it('that is billed in excess is charged what is due as soon as that is over', async () => {
    factor = 100;
    await embedded.clock.advance(6 * HOUR);
    factor = 1;
    await embedded.clock.advance(6 * HOUR);
    const due = chargesOf(new Map(), 0.25 / 30);
    const [, surge = 0, after = 0] = await charged();
    expect(surge).toBeCloseTo(100 * due, 0);
    expect(after).toBeCloseTo(2 * due, 1);
  });
});
