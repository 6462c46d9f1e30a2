import { describe, expect, it } from 'vitest';
import { loadScenarios } from '../../../local/scenario/load-scenarios.ts';
import { createPaint } from '../../../local/scenario/paint.ts';
import { runTest } from '../../../local/scenario/run-test.ts';
import { failureLines } from '../../../local/scenario/text-report.ts';

const { scenarios, problems } = await loadScenarios({ paths: ['fixtures/bookshop'], cwd: import.meta.dirname });

describe("another team's exported alarms", () => {
  it('can all be used', () => {
    expect(problems).toEqual([]);
  });

  const tests = scenarios.flatMap(({ alarm, tests }) =>
    tests.map((test) => [`${alarm.id}: ${test.test.name}`, test] as const),
  );
  it.each(tests)('%s', async (_name, test) => {
    const result = await runTest(test);
    expect(result.passed ? [] : failureLines(result, createPaint(false))).toEqual([]);
  });
});
