import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openClockMemory } from '../../../local/clock-memory.ts';
import { openStore } from '../../../local/store.ts';
import { goOnAsBegun } from '../../drill/go-on-as-begun.ts';
import { progressLine, resultText } from '../../drill/silence-text.ts';
import { UsageError } from '../../drill/usage-error.ts';
import { judgeSilence } from './judge-silence.ts';
import { lanesOf } from './lanes-of.ts';
import type { RaisedAlarm } from './raised-alarms.ts';
import { lastBegunHour, nothingHeard, type SilencePlan, type SilenceReport } from './silence.ts';
import { forgetSilence, heardBefore, noteHeard, shopOf } from './silence-notes.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-11-24T08:00:00Z');
const MONTH: SilencePlan = { start: START, minutes: 30 * 1_440, traffic: 2, folder: 'days' };

describe('the days of a silence', () => {
  it.each([1, 2, 3, 7])('pass in succession, each of them once, shared by %d shops', (lanes) => {
    const plans = lanesOf(MONTH, lanes);
    expect(new Set(plans.map(({ folder }) => folder)).size).toBe(lanes);
    expect(plans[0]?.start).toBe(START);
    for (const [index, { start, minutes }] of plans.entries())
      expect(plans[index + 1]?.start ?? START + 30 * DAY).toBe(start + minutes * 60_000);
  });

  it('have other shoppers in each shop, the same each time', () => {
    expect(lanesOf({ ...MONTH, seed: 2 ** 32 - 1 }, 3).map(({ seed }) => seed)).toEqual([2 ** 32 - 1, 0, 1]);
  });

  it('begin with what there is to do in their first hour, and go on without what was done in the hour of an interruption', () => {
    const hour = START / 3_600_000;
    expect(lastBegunHour(START)).toBe(hour - 1);
    expect(lastBegunHour(START + 60_000)).toBe(hour);
    expect(lastBegunHour(START + 3_600_000)).toBe(hour);
  });

  it('give no shop nothing to do', () => {
    expect(lanesOf({ ...MONTH, minutes: 3 }, 16)).toHaveLength(3);
  });
});

describe('the folder of a silence', () => {
  const folder = mkdtempSync(join(tmpdir(), 'smallcart-silence-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const plan = { ...MONTH, folder: join(folder, 'days') };

  it('makes a shop’s clock begin with the days, and remembers what was heard until they are forgotten', () => {
    expect(heardBefore(plan)).toEqual(nothingHeard(START));
    const store = openStore(shopOf(plan.folder));
    expect(openClockMemory(store).read()).toBe(START);
    store.close();
    const heard = { ...nothingHeard(START), until: START + DAY, raised: [raised('application-down')] };
    noteHeard(plan.folder, heard);
    expect(heardBefore({ ...plan, start: START + 7 * DAY })).toEqual(heard);
    forgetSilence(plan.folder);
    expect(heardBefore({ ...plan, start: START + 7 * DAY })).toEqual(nothingHeard(START + 7 * DAY));
  });

  it('goes on only with days that are shared as they were when they began', () => {
    const data = join(folder, 'shared');
    goOnAsBegun({ data, days: 30, lanes: 2 });
    expect(() => goOnAsBegun({ data, days: 30, lanes: 2 })).not.toThrow();
    expect(() => goOnAsBegun({ data, days: 30, lanes: 3 })).toThrow('were begun with --days 30 --lanes 2: go on with');
    expect(() => goOnAsBegun({ data, days: 20, lanes: 2 })).toThrow(UsageError);
    forgetSilence(data);
    expect(() => goOnAsBegun({ data, days: 20, lanes: 3 })).not.toThrow();
  });
});

const raised = (alarm: string): RaisedAlarm => ({
  ...{ alarm, at: START, reason: 'Threshold Crossed: 1 out of the last 1 datapoints.' },
  data: { recentDatapoints: [4.5] },
});
const heard = (days: number, alarms: readonly RaisedAlarm[] = []): SilenceReport => ({
  ...nothingHeard(START),
  ...{ until: START + days * DAY, raised: alarms },
  counts: { requests: 50, clientErrors: 3, serverErrors: 1, orders: 7, declines: 2, deployments: 1 },
});

describe('what is told of a silence', () => {
  it('is disturbed by whatever wakes somebody or should have, not by news nor by half of a condition', () => {
    const all = [
      raised('application-down'),
      raised('deployment-done'),
      raised('slo-latency-30m'),
      raised('unheard-of'),
    ];
    expect(judgeSilence({ raised: all }).map((sentence) => sentence.split(' ')[0])).toEqual([
      'application-down',
      'unheard-of',
    ]);
  });

  it('says how far all shops are together and how long it will take', () => {
    expect(progressLine([heard(2), heard(1.5, [raised('application-down')])], 30, 100 * 60_000)).toBe(
      'day 3.50 of 30, 2026-11-26T08:00 and 2026-11-25T20:00; 100 requests (6 × 4xx, 2 × 5xx); 14 orders, 4 declines, 2 deployments; 1 alarms raised, 1 of them disturbing; about 1 h 40 min left',
    );
  });

  it('ends with every alarm, when and why it was raised, and what it looked at', () => {
    expect(
      resultText([heard(1, [raised('application-down')])], 1)
        .split('\n')
        .slice(1),
    ).toEqual([
      '  application-down was raised at 2026-11-24T08:00:00.000Z: Threshold Crossed: 1 out of the last 1 datapoints.',
      '    {"recentDatapoints":[4.5]}',
      'Disturbed 1 times.',
    ]);
  });
});
