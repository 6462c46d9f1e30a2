import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { total } from '../../../monitoring/cost.ts';
import { compareBills } from '../../../operations/bill/compare-bills.ts';
import { monthlyBill } from '../../../operations/bill/monthly-bill.ts';
import { releaseBill } from '../../../operations/bill/release-bill.ts';
import { defaultSettings } from '../../../settings/defaults.ts';

const production = defaultSettings(true);
const PROJECT = join(import.meta.dirname, '..', '..', '..');
const never = new AbortController().signal;

describe('what a setting costs', () => {
  test.each([
    ['the firewall', { waf: true }, [{ item: 'AWS WAF', before: 0, after: 8.6 }]],
    ['Grafana', { grafana: true }, [{ item: 'Amazon Managed Grafana', before: 0, after: 9 }]],
    ['nothing that stays', {}, []],
  ])('%s', (_, change, changes) => {
    expect(compareBills(monthlyBill(production), monthlyBill({ ...production, ...change }))).toEqual(changes);
  });

  test('without alarms there is nothing to pay for them or for their key', () => {
    const bill = monthlyBill({ ...production, alarms: false });
    const changes = compareBills(monthlyBill(production), bill);
    expect(changes).toContainEqual({ item: 'Key of the alarm topics', before: 1, after: 0 });
    expect(bill).toContainEqual({ item: 'Alarms', quantity: '0 on 0 metrics', dollars: 0 });
    expect(bill).toContainEqual({ item: 'Composite alarms', quantity: '0', dollars: 0 });
  });

  test('recording everything costs more the more requests come, and nothing more when few come', () => {
    const extra = (monthlyRequests: number): number => {
      const some = { ...production, monthlyRequests };
      const all = { ...some, tracedShare: { admin: 1, checkout: 1, others: 1 } };
      return total(monthlyBill(all)) - total(monthlyBill(some));
    };
    expect(extra(1_000)).toBeLessThan(3);
    expect(extra(100_000_000)).toBeGreaterThan(400);
    // Not more than a trace of each of them and of all that follows from it costs.
    expect(extra(100_000_000)).toBeLessThan(600);
  });
});

test('the lines that differ are told with both amounts, a line that goes last', () => {
  const line = (item: string, dollars: number) => ({ item, quantity: '', dollars });
  const before = [line('Logs', 1), line('Alarms', 2), line('Grafana', 9)];
  const after = [line('AWS WAF', 8), line('Logs', 1.004), line('Alarms', 3)];
  expect(compareBills(before, after)).toEqual([
    { item: 'AWS WAF', before: 0, after: 8 },
    { item: 'Alarms', before: 2, after: 3 },
    { item: 'Grafana', before: 9, after: 0 },
  ]);
});

test('the code of a checkout tells the bill of a stage by its own settings', async () => {
  const environment = { ALARM_EMAIL: 'ida@shop.example' };
  const bill = await releaseBill(PROJECT, 'production', environment, never);
  expect(bill).toEqual(monthlyBill(production));
});

test('a checkout whose settings are wrong tells none', async () => {
  await expect(releaseBill(PROJECT, 'pr-42', {}, never)).rejects.toThrow(/The bill ended with exit code 1/);
});

test('a release from before there were bills has none', async () => {
  expect(await releaseBill(tmpdir(), 'production', {}, never)).toBeUndefined();
});
