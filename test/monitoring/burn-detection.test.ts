import { describe, expect, it } from 'vitest';
import { bindScenario } from '../../local/scenario/bind-scenario.ts';
import { ownAlarms } from '../../local/scenario/own-alarms.ts';
import { readScenarioFile } from '../../local/scenario/scenario-file.ts';
import { simulate } from '../../local/scenario/simulate.ts';
import { budgetSpent, detectionMinutes, type Failure, resetMinutes } from '../../monitoring/burn-detection.ts';
import { BURN_WINDOWS, errorBudget, windowAlarmId } from '../../monitoring/burn-rate.ts';
import { SLOS } from '../../monitoring/slos.ts';

const MINUTE = 60_000;
const [availability] = SLOS.filter(({ id }) => id === 'availability');
if (availability === undefined) throw new Error('there is no objective of availability');
const slo = availability;
const budget = errorBudget(slo);

type Speed = 'fast' | 'medium';

/** When a window alarm of the embedded CloudWatch goes to ALARM, and when it is over; in minutes from the failure's beginning. */
async function seen(speed: Speed, length: 'long' | 'short', { ratio, minutes }: Failure): Promise<number[]> {
  const before = BURN_WINDOWS[speed].long / 60;
  const text = `
alarm: ${windowAlarmId(slo, speed, length)}
tests:
  - name: a failure after steady traffic
    series:
      apiRequests: 1000x${2 * before + minutes + 2}
      apiServerErrors: 0x${before} ${1_000 * ratio}x${minutes} 0x${before + 2}
    states: []
`;
  const [scenario] = readScenarioFile('steady.yaml', text).scenarios;
  const { bound } = scenario === undefined ? {} : await bindScenario(scenario, ownAlarms());
  const [test] = bound?.[0]?.tests ?? [];
  if (test === undefined) throw new Error('the scenario cannot be read');
  const { changes } = await simulate(test.plan, { evaluations: false });
  return changes.filter(({ at }) => at > before * MINUTE).map(({ at }) => at / MINUTE - before);
}

describe('the embedded CloudWatch sees a failure when the tables of docs/slos.md say so', () => {
  it.each<[string, Speed, Failure]>([
    ['all fails for five minutes', 'fast', { ratio: 1, minutes: 5 }],
    ['one in ten fails for a quarter of an hour', 'fast', { ratio: 0.1, minutes: 15 }],
    ['one in fifty fails for fifty minutes', 'fast', { ratio: 0.02, minutes: 50 }],
    ['one in ten fails for half an hour', 'medium', { ratio: 0.1, minutes: 30 }],
  ])('%s', async (_name, speed, failure) => {
    const { long, short } = BURN_WINDOWS[speed];
    const detected = detectionMinutes(BURN_WINDOWS[speed], budget, failure);
    const over = (seconds: number) =>
      failure.minutes + resetMinutes({ ...BURN_WINDOWS[speed], long: seconds, short: seconds }, budget, failure);
    expect(await seen(speed, 'long', failure)).toEqual([detected, over(long)]);
    expect((await seen(speed, 'short', failure)).at(-1)).toBe(over(short));
  });
});

describe('detectionMinutes', () => {
  it('of a failure that burns no faster than allowed, or is over before it matters, there are none', () => {
    expect(detectionMinutes(BURN_WINDOWS.fast, budget, { ratio: 0.0144, minutes: Infinity })).toBeUndefined();
    expect(detectionMinutes(BURN_WINDOWS.fast, budget, { ratio: 0.1, minutes: 8 })).toBeUndefined();
  });

  it('raises an alarm once its share of the budget is spent, give or take the minute of an evaluation', () => {
    for (const windows of Object.values(BURN_WINDOWS)) {
      for (const ratio of [0.02, 0.05, 0.1, 0.5]) {
        const minutes = detectionMinutes(windows, budget, { ratio, minutes: Infinity }) ?? 0;
        const share = (windows.burnRate * windows.long) / 2_592_000;
        const spent = budgetSpent(budget, { ratio, minutes });
        expect(spent).toBeGreaterThan(share);
        expect(spent - budgetSpent(budget, { ratio, minutes: 1 })).toBeLessThanOrEqual(share + 1e-12);
      }
    }
  });
});
