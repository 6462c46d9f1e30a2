import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { untried } from '../../local/scenario/coverage.ts';
import { loadScenarios } from '../../local/scenario/load-scenarios.ts';
import { ownAlarms } from '../../local/scenario/own-alarms.ts';
import { createPaint } from '../../local/scenario/paint.ts';
import { runTest } from '../../local/scenario/run-test.ts';
import { failureLines } from '../../local/scenario/text-report.ts';

const PLAIN = createPaint(false);

const { scenarios, problems } = await loadScenarios({
  paths: ['monitoring/scenarios'],
  cwd: join(import.meta.dirname, '..', '..'),
});
const tests = scenarios.flatMap(({ alarm, tests }) =>
  tests.map((bound) => [`${alarm.title}: ${bound.test.name}`, bound] as const),
);

describe('alarms over written series', () => {
  it.each(tests)('%s', async (_name, bound) => {
    const result = await runTest(bound);
    expect(result.passed ? [] : failureLines(result, PLAIN)).toEqual([]);
  });

  it('can all be read', () => {
    expect(problems).toEqual([]);
  });

  it.each(ownAlarms().alarms.map((alarm) => [alarm.title, alarm] as const))(
    '%s is tried: it fires within its promise, recovers and stays silent',
    (_title, alarm) => {
      const own = scenarios.filter((scenario) => scenario.alarm.id === alarm.id);
      expect(untried({ alarm, tests: own.flatMap(({ tests }) => tests.map(({ test }) => test)) })).toEqual([]);
    },
  );
});
